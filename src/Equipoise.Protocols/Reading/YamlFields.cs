using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Equipoise.Protocols.Reading;

/// <summary>The keys of one mapping, each asked for by name; what nobody asked for is refused.</summary>
internal sealed class YamlFields
{
    /// <summary>The key that any mapping may have: words for people, kept beside the values.</summary>
    public const string Note = "note";

    private readonly YamlMappingNode mapping;
    private readonly string what;
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    public YamlFields(YamlNode node, string what)
    {
        mapping = node as YamlMappingNode ?? throw ProtocolException.At(node.Start.Line, $"A {what} is written as keys and values.");
        this.what = what;
    }

    public long Line => mapping.Start.Line;

    public string What => what;

    public IEnumerable<string> Keys => mapping.Children.Keys.OfType<YamlScalarNode>().Select(key => key.Value ?? "");

    public YamlNode? Optional(string key)
    {
        asked.Add(key);
        return mapping.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node : null;
    }

    public long LineOf(string key) => mapping.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node.Start.Line : Line;

    public YamlNode Node(string key) => Optional(key) ?? throw ProtocolException.At(Line, $"This {what} has no '{key}'.");

    public string? OptionalText(string key) => Optional(key) switch
    {
        null => null,
        YamlScalarNode { Value: { Length: > 0 } text } => text,
        var other => throw ProtocolException.At(other.Start.Line, $"'{key}' is a text."),
    };

    public string Text(string key) => OptionalText(key) ?? throw ProtocolException.At(Line, $"This {what} has no '{key}'.");

    public decimal Number(string key)
    {
        var node = Node(key);
        return node is YamlScalarNode { Value: { } text } && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw ProtocolException.At(node.Start.Line, $"'{key}' is a number.");
    }

    public bool Flag(string key, bool otherwise) => OptionalText(key) switch
    {
        null => otherwise,
        "true" => true,
        "false" => false,
        _ => throw ProtocolException.At(Node(key).Start.Line, $"'{key}' is true or false."),
    };

    public IEnumerable<YamlNode> List(string key) => Node(key) as YamlSequenceNode ?? throw ProtocolException.At(Node(key).Start.Line, $"'{key}' is a list.");

    public void RefuseOthers()
    {
        foreach (var key in mapping.Children.Keys)
        {
            if (key is YamlScalarNode { Value: Note })
                continue;
            if (key is not YamlScalarNode { Value: { } name } || !asked.Contains(name))
                throw ProtocolException.At(key.Start.Line, $"{("aeio".Contains(what[0], StringComparison.Ordinal) ? "An" : "A")} {what} has no '{(key as YamlScalarNode)?.Value ?? "such key"}'; it may have {string.Join(", ", asked.Order(StringComparer.Ordinal))}.");
        }
    }
}
