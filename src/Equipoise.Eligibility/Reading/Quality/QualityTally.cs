using System.Globalization;
using System.Text;
using System.Text.Json;
using Equipoise.Eligibility.Criteria;

namespace Equipoise.Eligibility.Reading.Quality;

/// <summary>Counts how readings compare with labels, by kind of criterion and by class.</summary>
public sealed class QualityTally
{
    private readonly List<(LabelledCriterion Label, string Class, ReadingOutcome Outcome)> counted = [];

    /// <summary>How many labels had an outcome.</summary>
    public int Count(ReadingOutcome outcome, string? part = null) => counted.Count(one => one.Outcome == outcome && (part is null || string.Equals(one.Label.Part, part, StringComparison.Ordinal)));

    /// <summary>Of the criteria that a program can compute, how many had an outcome.</summary>
    public int CountComputable(ReadingOutcome outcome, string? part = null) =>
        counted.Count(one => one.Outcome == outcome && one.Label.Tree is not null && (part is null || string.Equals(one.Label.Part, part, StringComparison.Ordinal)));

    /// <summary>Compares a label with what was read at its place.</summary>
    /// <param name="label">The label.</param>
    /// <param name="criterion">The criterion there; null where none was cut out.</param>
    public ReadingOutcome Add(LabelledCriterion label, Criterion? criterion)
    {
        var outcome = Compare(label, criterion);
        counted.Add((label, criterion is null ? "missing" : CriteriaDocument.Name(criterion.Evaluability), outcome));
        return outcome;
    }

    /// <summary>The figures as Markdown: shares by part, a table by kind, and a confusion table of classes.</summary>
    public string ToMarkdown()
    {
        var page = new StringBuilder();
        page.Append("| part | computable | right | not read whole | wrong | others | left alone | taken for computable |\n|---|---|---|---|---|---|---|---|\n");
        foreach (var part in counted.Select(one => one.Label.Part).Distinct(StringComparer.Ordinal).OrderDescending(StringComparer.Ordinal))
            page.Append(Row(part, [.. counted.Where(one => string.Equals(one.Label.Part, part, StringComparison.Ordinal))]));
        page.Append("\n| kind | labels | right | not read whole | wrong |\n|---|---|---|---|---|\n");
        foreach (var kind in counted.Where(one => one.Label.Tree is not null).GroupBy(one => KindOf(one.Label.Tree!.Value), StringComparer.Ordinal).OrderByDescending(kind => kind.Count()).ThenBy(kind => kind.Key, StringComparer.Ordinal))
            page.Append(CultureInfo.InvariantCulture, $"| {kind.Key} | {kind.Count()} | {kind.Count(one => one.Outcome == ReadingOutcome.Right)} | {kind.Count(one => one.Outcome == ReadingOutcome.Partial)} | {kind.Count(one => one.Outcome == ReadingOutcome.Wrong)} |\n");
        page.Append("\n| labelled ↓ read → | computable | partial | judgment | attested | administrative |\n|---|---|---|---|---|---|\n");
        foreach (var label in counted.GroupBy(one => one.Label.Class, StringComparer.Ordinal).OrderByDescending(label => label.Count()))
        {
            page.Append("| ").Append(label.Key);
            foreach (var read in (string[])["computable", "partial", "judgment", "attested", "administrative"])
                page.Append(CultureInfo.InvariantCulture, $" | {label.Count(one => string.Equals(one.Class, read, StringComparison.Ordinal))}");
            page.Append(" |\n");
        }

        return page.ToString();
    }

    /// <summary>The same figures as one JSON document: <c>parts</c>, <c>kinds</c> of computable labels, and <c>classes</c>, how
    /// labels of a class were read.</summary>
    public string ToJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteStartArray("parts");
            foreach (var part in counted.GroupBy(one => one.Label.Part, StringComparer.Ordinal).OrderByDescending(part => part.Key, StringComparer.Ordinal))
                Write(json, "part", part.Key, [.. part]);
            json.WriteEndArray();
            json.WriteStartArray("kinds");
            foreach (var kind in counted.Where(one => one.Label.Tree is not null).GroupBy(one => KindOf(one.Label.Tree!.Value), StringComparer.Ordinal).OrderBy(kind => kind.Key, StringComparer.Ordinal))
                Write(json, "kind", kind.Key, [.. kind]);
            json.WriteEndArray();
            json.WriteStartArray("classes");
            foreach (var pair in counted.GroupBy(one => (Labelled: one.Label.Class, Read: one.Class)).OrderBy(pair => pair.Key.Labelled, StringComparer.Ordinal).ThenBy(pair => pair.Key.Read, StringComparer.Ordinal))
            {
                json.WriteStartObject();
                json.WriteString("labelled", pair.Key.Labelled);
                json.WriteString("read", pair.Key.Read);
                json.WriteNumber("count", pair.Count());
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter json, string name, string value, List<(LabelledCriterion Label, string Class, ReadingOutcome Outcome)> some)
    {
        var computable = some.Where(one => one.Label.Tree is not null).ToList();
        json.WriteStartObject();
        json.WriteString(name, value);
        json.WriteNumber("computable", computable.Count);
        json.WriteNumber("right", computable.Count(one => one.Outcome == ReadingOutcome.Right));
        json.WriteNumber("partial", computable.Count(one => one.Outcome == ReadingOutcome.Partial));
        json.WriteNumber("wrong", computable.Count(one => one.Outcome == ReadingOutcome.Wrong));
        if (name is "part")
        {
            json.WriteNumber("others", some.Count(one => one.Label.Tree is null && one.Outcome != ReadingOutcome.Open));
            json.WriteNumber("leftAlone", some.Count(one => one.Outcome == ReadingOutcome.LeftAlone));
            json.WriteNumber("takenForComputable", some.Count(one => one.Label.Tree is null && one.Outcome == ReadingOutcome.Wrong));
            json.WriteNumber("open", some.Count(one => one.Outcome == ReadingOutcome.Open));
        }

        json.WriteEndObject();
    }

    private static string Row(string part, List<(LabelledCriterion Label, string Class, ReadingOutcome Outcome)> some)
    {
        var computable = some.Where(one => one.Label.Tree is not null).ToList();
        var others = some.Where(one => one.Label.Tree is null && one.Outcome != ReadingOutcome.Open).ToList();
        return string.Create(CultureInfo.InvariantCulture, $"| {part} | {computable.Count} | {Share(computable, ReadingOutcome.Right)} | {Share(computable, ReadingOutcome.Partial)} | {Share(computable, ReadingOutcome.Wrong)} | {others.Count} | {Share(others, ReadingOutcome.LeftAlone)} | {Share(others, ReadingOutcome.Wrong)} |\n");
    }

    private static string Share(List<(LabelledCriterion Label, string Class, ReadingOutcome Outcome)> some, ReadingOutcome outcome)
    {
        var count = some.Count(one => one.Outcome == outcome);
        return some.Count == 0 ? "0" : string.Create(CultureInfo.InvariantCulture, $"{count} ({100.0 * count / some.Count:0.0} %)");
    }

    private static ReadingOutcome Compare(LabelledCriterion label, Criterion? criterion)
    {
        if (label.Class is "open")
            return ReadingOutcome.Open;
        if (label.Tree is null)
            return criterion?.Evaluability == Evaluability.Computable ? ReadingOutcome.Wrong : ReadingOutcome.LeftAlone;
        if (criterion is null || criterion.Evaluability == Evaluability.Partial)
            return ReadingOutcome.Partial;
        using var read = JsonDocument.Parse(CriteriaJson.Write(criterion.Tree));
        return label.Says(read.RootElement) ? ReadingOutcome.Right : ReadingOutcome.Wrong;
    }

    private static string KindOf(JsonElement tree)
    {
        var facts = Facts(tree).Distinct(StringComparer.Ordinal).ToList();
        return facts is [var only] ? only : "several";
    }

    private static IEnumerable<string> Facts(JsonElement node)
    {
        if (node.ValueKind == JsonValueKind.Array)
            return node.EnumerateArray().SelectMany(Facts);
        if (node.ValueKind != JsonValueKind.Object)
            return [];
        return node.TryGetProperty("fact", out var fact) ? [fact.GetString()!] : node.EnumerateObject().SelectMany(property => Facts(property.Value));
    }
}
