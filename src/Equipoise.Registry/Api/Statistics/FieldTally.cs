using System.Text.Json;
using Equipoise.Registry.Records;
using Equipoise.Registry.Schema;

namespace Equipoise.Registry.Api.Statistics;

/// <summary>What the records have in one leaf field: how many studies have each value, and the ends of the range.</summary>
internal sealed class FieldTally(SchemaField leaf)
{
    private const int TopValues = 250;

    private readonly ValueTally studiesByValue = new();
    private readonly HashSet<string> ofThisStudy = new(StringComparer.Ordinal);
    private readonly SortedSet<int> dateLengths = [];
    private (string Value, string Study)? longest;
    private (string Min, string Max)? texts;
    private (double Min, double Max)? numbers;
    private double sum;
    private long count;
    private int studies;
    private string? lastStudy;

    /// <summary>The field.</summary>
    public SchemaField Field { get; } = leaf;

    /// <summary>The kind under which its statistics are given.</summary>
    public string Kind { get; } = KindOf(leaf);

    /// <summary>The kind under which a field's statistics are given.</summary>
    public static string KindOf(SchemaField leaf) => leaf.Type switch
    {
        FieldType.Enumeration => "ENUM",
        FieldType.Date => "DATE",
        FieldType.WholeNumber or FieldType.Number => "INTEGER",
        FieldType.Boolean => "BOOLEAN",
        _ => "STRING",
    };

    /// <summary>Takes a value of a study in; all values of a study follow each other.</summary>
    public void Add(string study, JsonElement? value, double number)
    {
        if (!string.Equals(lastStudy, study, StringComparison.Ordinal))
        {
            lastStudy = study;
            studies++;
            ofThisStudy.Clear();
        }

        if (Kind is "INTEGER" or "NUMBER")
            AddNumber(value is { ValueKind: JsonValueKind.Number } given ? given.GetDouble() : number);
        else if (value is { ValueKind: JsonValueKind.String or JsonValueKind.True or JsonValueKind.False } text)
            AddText(study, text.ValueKind == JsonValueKind.String ? RecordPart.Read(text) : text.GetRawText());
    }

    /// <summary>Writes the statistics.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="allStudies">How many studies there are.</param>
    public void Write(Utf8JsonWriter json, int allStudies)
    {
        json.WriteStartObject();
        json.WriteString("type", Kind);
        json.WriteString("piece", Field.Piece);
        json.WriteString("field", Field.Path);
        json.WriteNumber("missingStudiesCount", allStudies - studies);
        switch (Kind)
        {
            case "DATE":
                WriteDates(json);
                break;
            case "INTEGER" or "NUMBER":
                WriteNumbers(json);
                break;
            case "BOOLEAN":
                json.WriteNumber("trueCount", studiesByValue.Of("true"));
                json.WriteNumber("falseCount", studiesByValue.Of("false"));
                break;
            default:
                WriteValues(json);
                break;
        }

        json.WriteEndObject();
    }

    private void AddNumber(double value)
    {
        numbers = (Math.Min(numbers?.Min ?? value, value), Math.Max(numbers?.Max ?? value, value));
        sum += value;
        count++;
    }

    private void AddText(string study, string value)
    {
        if (Kind is "DATE")
        {
            dateLengths.Add(value.Length);
            texts = (texts is { } low && string.CompareOrdinal(low.Min, value) <= 0 ? low.Min : value, texts is { } high && string.CompareOrdinal(high.Max, value) >= 0 ? high.Max : value);
            return;
        }

        if (ofThisStudy.Add(value))
            studiesByValue.Add(value);
        if (longest is not var (known, holder) || value.Length > known.Length || (value.Length == known.Length && string.CompareOrdinal(study, holder) < 0))
            longest = (value, study);
    }

    private void WriteDates(Utf8JsonWriter json)
    {
        if (texts is var (min, max))
        {
            json.WriteString("min", min);
            json.WriteString("max", max);
        }

        json.WriteStartArray("formats");
        foreach (var length in dateLengths)
            json.WriteStringValue(length switch { 4 => "yyyy", 7 => "yyyy-MM", 10 => "yyyy-MM-dd", _ => "yyyy-MM-ddTHH:mm" });
        json.WriteEndArray();
    }

    private void WriteNumbers(Utf8JsonWriter json)
    {
        if (numbers is not var (min, max))
            return;
        if (Kind is "INTEGER")
        {
            json.WriteNumber("min", (long)min);
            json.WriteNumber("max", (long)max);
        }
        else
        {
            json.WriteNumber("min", min);
            json.WriteNumber("max", max);
        }

        json.WriteNumber("avg", Math.Round(sum / count, 2));
    }

    private void WriteValues(Utf8JsonWriter json)
    {
        json.WriteNumber("uniqueValuesCount", studiesByValue.Count);
        json.WriteStartArray("topValues");
        foreach (var (value, studiesOfValue) in studiesByValue.Top(TopValues))
        {
            json.WriteStartObject();
            json.WriteString("value", value);
            json.WriteNumber("studiesCount", studiesOfValue);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (Kind is not "STRING" || longest is not var (text, study))
            return;
        json.WriteStartObject("longest");
        json.WriteNumber("length", text.Length);
        json.WriteString("nctId", study);
        json.WriteString("value", text);
        json.WriteEndObject();
    }
}
