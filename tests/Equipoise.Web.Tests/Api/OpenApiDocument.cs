using YamlDotNet.RepresentationModel;

namespace Equipoise.Web.Tests.Api;

/// <summary>An OpenAPI 3 description: its paths with their parameters, and its schemas.</summary>
public sealed class OpenApiDocument
{
    private readonly YamlMappingNode root;

    /// <summary>Reads one.</summary>
    public OpenApiDocument(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        root = (YamlMappingNode)stream.Documents[0].RootNode;
    }

    /// <summary>The paths, such as <c>/studies</c>, each with its parameters and the schema of its JSON answer.</summary>
    public IEnumerable<(string Path, IReadOnlyList<OpenApiParameter> Parameters, YamlNode? Answer)> Paths =>
        Map(root, "paths").Children.Select(path =>
        {
            var get = Map((YamlMappingNode)path.Value, "get");
            var parameters = get.Children.TryGetValue("parameters", out var list) ? ((YamlSequenceNode)list).OfType<YamlMappingNode>().Select(node => new OpenApiParameter(this, node)).ToList() : [];
            var contents = Find(Map(Map(get, "responses"), "200"), "content") as YamlMappingNode;
            return (path.Key.ToString(), (IReadOnlyList<OpenApiParameter>)parameters, contents is null ? null : Find(contents, "application/json") is YamlMappingNode json ? Find(json, "schema") : null);
        });

    /// <summary>A node, or where it refers to one what it refers to.</summary>
    public YamlMappingNode Resolve(YamlNode node)
    {
        var map = (YamlMappingNode)node;
        while (Find(map, "$ref") is { } reference)
            map = reference.ToString().Split('/').Skip(1).Aggregate(root, Map);
        return map;
    }

    /// <summary>A member of a node, or null.</summary>
    public static YamlNode? Find(YamlMappingNode map, string name) => map.Children.TryGetValue(new YamlScalarNode(name), out var node) ? node : null;

    private static YamlMappingNode Map(YamlMappingNode map, string name) => (YamlMappingNode)map.Children[new YamlScalarNode(name)];
}
