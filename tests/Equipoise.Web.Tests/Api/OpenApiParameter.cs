using YamlDotNet.RepresentationModel;

namespace Equipoise.Web.Tests.Api;

/// <summary>A parameter as a description gives it.</summary>
public sealed class OpenApiParameter(OpenApiDocument document, YamlMappingNode node)
{
    /// <summary>Its name.</summary>
    public string Name => Text(node, "name")!;

    /// <summary>Whether it stands in the query, not in the path.</summary>
    public bool IsInQuery => Text(node, "in") == "query";

    /// <summary>The examples, lists joined by bars.</summary>
    public IEnumerable<string> Examples =>
        OpenApiDocument.Find(node, "examples") is YamlMappingNode examples
            ? examples.Children.Values.Cast<YamlMappingNode>().Select(example => OpenApiDocument.Find(example, "value")).Select(value => value is YamlSequenceNode list ? string.Join('|', list) : value!.ToString())
            : [];

    /// <summary>The values that it may have, where they are listed.</summary>
    public IReadOnlyList<string> Values => OpenApiDocument.Find(Item, "enum") is YamlSequenceNode values ? [.. values.Select(value => value.ToString())] : [];

    /// <summary>What it is where it is not given, or null.</summary>
    public string? Default => OpenApiDocument.Find(Schema, "default") is YamlScalarNode { Value: { Length: > 0 } value } ? value : null;

    /// <summary>The form of its value, or of each value of a list, or null.</summary>
    public string? Pattern => Text(Item, "pattern");

    /// <summary>The type of its value, or of each value of a list.</summary>
    public string Type => Text(Item, "type")!;

    private YamlMappingNode Schema => document.Resolve(OpenApiDocument.Find(node, "schema")!);

    private YamlMappingNode Item => OpenApiDocument.Find(Schema, "items") is { } items ? document.Resolve(items) : Schema;

    private static string? Text(YamlMappingNode map, string name) => OpenApiDocument.Find(map, name)?.ToString();
}
