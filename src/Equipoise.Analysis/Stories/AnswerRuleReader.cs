using Equipoise.Analysis.Reading;
using YamlDotNet.RepresentationModel;

namespace Equipoise.Analysis.Stories;

/// <summary>Reads how fields are answered.</summary>
internal static class AnswerRuleReader
{
    /// <summary>The rules of a form by field, in their order.</summary>
    public static IReadOnlyList<KeyValuePair<string, AnswerRule>> Form(YamlNode node)
    {
        var fields = new FileFields(node, "form");
        return [.. fields.Keys.Select(field => KeyValuePair.Create(field, Read(fields.Node(field))))];
    }

    /// <summary>Weights by name.</summary>
    public static IReadOnlyList<(string Value, double Weight)> Weights(YamlNode node)
    {
        var fields = new FileFields(node, "choice");
        IReadOnlyList<(string, double)> weights = [.. fields.Keys.Select(name => (name, fields.Number(name)!.Value))];
        return weights.Count > 0 && weights.All(one => one.Item2 >= 0) && weights.Sum(one => one.Item2) > 0
            ? weights
            : throw FileException.At(fields.Line, "A choice has names with weights of at least 0, one of them above.");
    }

    private static AnswerRule Read(YamlNode node)
    {
        if (node is YamlScalarNode { Value: { } text })
            return new AnswerRule.Words(text);
        var fields = new FileFields(node, "answer");
        AnswerRule rule = fields.Keys.FirstOrDefault() switch
        {
            "choose" => new AnswerRule.OneOf(Weights(fields.Node("choose"))),
            "normal" => Number(fields),
            "age" => Years(fields, "age"),
            "years_ago" => Years(fields, "years_ago"),
            "by" => By(fields),
            _ => throw FileException.At(fields.Line, "An answer is a text, or begins with choose, normal, age, years_ago or by."),
        };
        fields.RefuseOthers();
        return rule;
    }

    private static AnswerRule.Number Number(FileFields fields) =>
        fields.Numbers("normal") is [var mean, var between, var within]
            ? new AnswerRule.Number(mean, between, within, fields.Whole("digits") ?? 0, fields.Number("from") ?? double.MinValue, fields.Number("to") ?? double.MaxValue)
            : throw FileException.At(fields.LineOf("normal"), "'normal' has three numbers: the mean, the deviation between people, and that from visit to visit.");

    private static AnswerRule.YearsAgo Years(FileFields fields, string key) =>
        fields.Numbers(key) is [var fewest, var most] && fewest <= most
            ? new AnswerRule.YearsAgo((int)fewest, (int)most)
            : throw FileException.At(fields.LineOf(key), $"'{key}' has two numbers of years, the smaller first.");

    private static AnswerRule.By By(FileFields fields)
    {
        var cases = new FileFields(fields.Node("is"), "cases");
        return new AnswerRule.By(
            fields.Text("by")!,
            cases.Keys.ToDictionary(name => name, name => Read(cases.Node(name)), StringComparer.Ordinal),
            fields.Optional("else") is { } otherwise ? Read(otherwise) : null);
    }
}
