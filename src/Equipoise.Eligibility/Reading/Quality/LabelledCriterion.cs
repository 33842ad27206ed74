using System.Text.Json;
using Equipoise.Eligibility.Criteria;

namespace Equipoise.Eligibility.Reading.Quality;

/// <summary>What a person says that a criterion of a study means, said before any program read it.</summary>
/// <param name="Study">The study's id.</param>
/// <param name="Start">Where the criterion begins in the study's text, in code points.</param>
/// <param name="End">The code point after its last.</param>
/// <param name="Part">The part of the sample: <c>work</c> was looked at while the grammar was written, <c>final</c> was not.</param>
/// <param name="Class"><c>computable</c>, <c>judgment</c>, <c>attested</c>, <c>administrative</c>; <c>narrative</c> for what this
/// language cannot say, so that leaving it unread is right; <c>open</c> where people may differ, which is not counted.</param>
/// <param name="Tree">The tree, as the JSON of criteria has it; null where the class has none.</param>
public sealed record LabelledCriterion(string Study, int Start, int End, string Part, string Class, JsonElement? Tree)
{
    /// <summary>Names in the tree that others may give otherwise, each with what says the same.</summary>
    public SynonymGroups Names { get; init; } = SynonymGroups.None;

    /// <summary>Other trees that say what the text says: where it can be taken in two ways, or be built in two.</summary>
    public IReadOnlyList<JsonElement> Equivalents { get; init; } = [];

    /// <summary>Whether a tree says what the label says.</summary>
    public bool Says(JsonElement tree)
    {
        var form = TreeNormalForm.Of(tree, Names);
        return Equivalents.Prepend(Tree ?? default).Any(one => one.ValueKind == JsonValueKind.Object && string.Equals(TreeNormalForm.Of(one, Names), form, StringComparison.Ordinal));
    }

    /// <summary>Reads labels, one JSON object a line.</summary>
    /// <exception cref="FormatException">A line is none; the message says which and why.</exception>
    public static IReadOnlyList<LabelledCriterion> ReadAll(string lines)
    {
        var labels = new List<LabelledCriterion>();
        var number = 0;
        foreach (var line in lines.Split('\n'))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            try
            {
                using var json = JsonDocument.Parse(line);
                var root = json.RootElement;
                labels.Add(new LabelledCriterion(
                    root.GetProperty("study").GetString()!,
                    root.GetProperty("start").GetInt32(),
                    root.GetProperty("end").GetInt32(),
                    root.GetProperty("part").GetString()!,
                    root.GetProperty("class").GetString()!,
                    root.GetProperty("tree") is { ValueKind: JsonValueKind.Object } tree ? tree.Clone() : null)
                {
                    Names = root.TryGetProperty("names", out var names) ? new SynonymGroups([.. names.EnumerateArray().Select(group => group.EnumerateArray().Select(name => name.GetString()!).ToList())]) : SynonymGroups.None,
                    Equivalents = root.TryGetProperty("equivalents", out var others) ? [.. others.EnumerateArray().Select(other => other.Clone())] : [],
                });
            }
            catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException)
            {
                throw new FormatException($"Line {number} is no label: it needs study, start, end, part, class and tree.", failure);
            }
        }

        return labels;
    }
}
