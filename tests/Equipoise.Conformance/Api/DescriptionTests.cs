using Equipoise.Web.Tests;
using YamlDotNet.RepresentationModel;

namespace Equipoise.Conformance.Api;

/// <summary>What programs make from the description of the API is the same from ours as from the real one. The twin on the project's own
/// data holds the site to its own description.</summary>
public sealed class DescriptionTests(SiteUnderTest site) : IClassFixture<SiteUnderTest>
{
    // What people read, and examples.
    private static readonly string[] ForPeople = ["description", "title", "summary", "example", "examples"];

    [Fact]
    public async Task Every_path_parameter_answer_and_type_of_the_real_description_is_described_alike()
    {
        var real = Read(await File.ReadAllTextAsync(Repository.SharedPathTo("ctgov", "openapi-2.0.5.yaml"), TestContext.Current.CancellationToken));
        var ours = Read(await site.Client.GetStringAsync("/api/oas/v2", TestContext.Current.CancellationToken));

        foreach (var (path, get) in Members(Get(real, "paths")).Select(path => (path.Name, Get(path.Value, "get"))))
        {
            var own = Get(ours, "paths", path, "get");
            Get(own, "operationId").ShouldBe(Get(get, "operationId"));
            Text(Get(own, "tags")).ShouldBe(Text(Get(get, "tags")), path);
            if (Find(get, "parameters") is YamlSequenceNode { Children.Count: > 0 } parameters)
                ((YamlSequenceNode)Get(own, "parameters")).Select(Text).ShouldBe(parameters.Select(Text), ignoreOrder: true, path);
            foreach (var (code, answer) in Members(Get(get, "responses")))
                ContentsOf(answer, real).ShouldBeSubsetOf(ContentsOf(Get(own, "responses", code), ours), $"{path} {code}");
        }

        var types = Members(Get(real, "components", "schemas")).ToList();
        types.Count.ShouldBe(163);
        foreach (var (name, type) in types)
            Text(Get(ours, "components", "schemas", name)).ShouldBe(Text(type), name);
    }

    private static List<string> ContentsOf(YamlNode answer, YamlNode document)
    {
        var resolved = Find(answer, "$ref") is { } reference ? Get(document, reference.ToString().Split('/')[1..]) : answer;
        return Find(resolved, "content") is { } contents ? [.. Members(contents).Select(content => $"{content.Name} {Text(Get(content.Value, "schema"))}")] : [];
    }

    private static YamlNode Read(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return stream.Documents[0].RootNode;
    }

    // A node in one form, whatever the order of its members.
    private static string Text(YamlNode node) => node switch
    {
        YamlMappingNode => $"{{{string.Join(", ", Members(node).Where(member => !ForPeople.Contains(member.Name) || member.Value is YamlMappingNode { Children.Count: > 0 } inner && inner.Children.ContainsKey("type")).OrderBy(member => member.Name, StringComparer.Ordinal).Select(member => $"{member.Name}: {Text(member.Value)}"))}}}",
        YamlSequenceNode list => $"[{string.Join(", ", list.Select(Text))}]",
        _ => node.ToString(),
    };

    private static IEnumerable<(string Name, YamlNode Value)> Members(YamlNode node) => ((YamlMappingNode)node).Children.Select(member => (member.Key.ToString(), member.Value));

    private static YamlNode? Find(YamlNode node, string name) => ((YamlMappingNode)node).Children.TryGetValue(new YamlScalarNode(name), out var value) ? value : null;

    private static YamlNode Get(YamlNode node, params IEnumerable<string> names) => names.Aggregate(node, (at, name) => Find(at, name).ShouldNotBeNull($"{name} is not described"));
}
