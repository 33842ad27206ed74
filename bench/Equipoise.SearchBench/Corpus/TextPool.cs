using System.Text.Json;
using Equipoise.Registry.Records;
using Equipoise.Registry.Schema;

namespace Equipoise.SearchBench.Corpus;

/// <summary>The texts of related records by the field they stand in: sentences of prose, lines of criteria, other texts whole.</summary>
internal sealed class TextPool
{
    private static readonly HashSet<string> Prose = ["BriefSummary", "DetailedDescription", "ArmGroupDescription", "InterventionDescription", "PrimaryOutcomeDescription", "SecondaryOutcomeDescription"];
    private static readonly HashSet<string> Whole =
    [
        "BriefTitle", "OfficialTitle", "Keyword", "InterventionName", "InterventionOtherName", "PrimaryOutcomeMeasure", "PrimaryOutcomeTimeFrame", "SecondaryOutcomeMeasure", "SecondaryOutcomeTimeFrame",
    ];

    private readonly Dictionary<string, List<string>> texts = new(StringComparer.Ordinal);

    public TextPool(IEnumerable<StudyRecord> records)
    {
        foreach (var record in records)
        {
            using var document = JsonDocument.Parse(record.Utf8);
            foreach (var section in document.RootElement.EnumerateObject())
            {
                if (RecordSchema.FindPath(section.Name) is { } field)
                    Add(field, section.Value);
            }
        }
    }

    /// <summary>Whether the texts of a field are mixed.</summary>
    public static bool Mixes(SchemaField field) => Prose.Contains(field.Piece) || Whole.Contains(field.Piece) || IsLines(field);

    /// <summary>A text as the parts that are mixed, and what stands between them.</summary>
    public static (string[] Parts, string Between) Parts(SchemaField field, string text) =>
        IsLines(field) ? (text.Split('\n', StringSplitOptions.RemoveEmptyEntries), "\n")
        : Prose.Contains(field.Piece) ? (text.Split(". ", StringSplitOptions.RemoveEmptyEntries), ". ")
        : ([text], "");

    /// <summary>A part of such a field of some record.</summary>
    public string? Draw(SchemaField field, Random random) => texts.GetValueOrDefault(field.Piece) is { Count: > 0 } list ? list[random.Next(list.Count)] : null;

    private static bool IsLines(SchemaField field) => field.Piece is "EligibilityCriteria";

    private void Add(SchemaField field, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject())
            {
                if (field.Child(member.Name) is { } child)
                    Add(child, member.Value);
            }
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
                Add(field, item);
        }
        else if (value.ValueKind == JsonValueKind.String && Mixes(field))
        {
            if (!texts.TryGetValue(field.Piece, out var list))
                texts.Add(field.Piece, list = []);
            list.AddRange(Parts(field, value.GetString()!).Parts.Where(part => !part.EndsWith("riteria:", StringComparison.Ordinal)));
        }
    }
}
