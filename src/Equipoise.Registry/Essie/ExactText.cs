using System.Text;
using System.Text.Json;
using Equipoise.Registry.Api.Statistics;
using Equipoise.Registry.Essie.Expressions;
using Equipoise.Registry.Schema;

namespace Equipoise.Registry.Essie;

/// <summary>Says whether records hold a term to the letter.</summary>
internal sealed class ExactText
{
    private readonly string text;
    private readonly Coverage coverage;
    private readonly HashSet<SchemaField> fields;
    private readonly byte[] hint;

    /// <summary>Takes a term.</summary>
    public ExactText(ExactTerm term)
    {
        text = term.Text;
        coverage = term.Coverage;
        fields = [.. term.Target.Fields.SelectMany(Leaves)];
        // Letters and digits stand in JSON as themselves: a record without the longest run of them needs no reading.
        hint = Encoding.UTF8.GetBytes(LongestPlainRun(text));
    }

    /// <summary>The values of a record that hold each of some terms, with their fields. The record is read once for all of them.</summary>
    public static IReadOnlyList<IReadOnlyList<(SchemaField Field, string Value)>> ValuesIn(ReadOnlyMemory<byte> record, IReadOnlyList<ExactText> terms)
    {
        var found = terms.Select(_ => new List<(SchemaField, string)>()).ToList();
        var possible = terms.Index().Where(term => record.Span.IndexOf(term.Item.hint) >= 0).ToList();
        if (possible.Count == 0)
            return found;
        using var parsed = JsonDocument.Parse(record);
        RecordWalk.Go(
            parsed.RootElement,
            (field, value, _) =>
            {
                if (value is not { ValueKind: JsonValueKind.String } said)
                    return;
                string? written = null;
                var collapsed = "";
                foreach (var (number, term) in possible)
                {
                    if (!term.fields.Contains(field))
                        continue;
                    if (written is null)
                        collapsed = Collapse(written = Records.RecordPart.Read(said));
                    if (term.Fits(field, collapsed))
                        found[number].Add((field, written));
                }
            },
            (_, _) => { });
        return found;
    }

    /// <summary>Whether a value holds it: words as written, in order, parted by single blanks; runs of blanks in the value count as one.</summary>
    public bool Fits(string value) => FitsCollapsed(Collapse(value));

    /// <summary>A text with single blanks.</summary>
    public static string Collapse(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private bool FitsCollapsed(string value) => coverage switch
    {
        Coverage.FullMatch => string.Equals(value, text, StringComparison.Ordinal),
        Coverage.StartsWith => value.StartsWith(text, StringComparison.Ordinal) && EndsWord(value, text.Length),
        Coverage.EndsWith => value.EndsWith(text, StringComparison.Ordinal) && BeginsWord(value, value.Length - text.Length),
        _ => StandsIn(value),
    };

    // The value with single blanks.
    private bool Fits(SchemaField field, string value) =>
        FitsCollapsed(value) || (field.Type == FieldType.Enumeration && (Fits(value.Replace('_', ' ')) || LegacyOf(field, value) is { } legacy && Fits(legacy)));

    private static string? LegacyOf(SchemaField field, string value) =>
        RecordSchema.Enums[field.EnumType!].FirstOrDefault(known => string.Equals(known.Value, value, StringComparison.Ordinal))?.Legacy;

    private bool StandsIn(string value)
    {
        for (var at = value.IndexOf(text, StringComparison.Ordinal); at >= 0; at = value.IndexOf(text, at + 1, StringComparison.Ordinal))
        {
            if (BeginsWord(value, at) && EndsWord(value, at + text.Length))
                return true;
        }

        return false;
    }

    private static bool BeginsWord(string value, int at) => at == 0 || !char.IsLetterOrDigit(value[at - 1]) || !char.IsLetterOrDigit(value[at]);

    private static bool EndsWord(string value, int end) => end == value.Length || !char.IsLetterOrDigit(value[end]) || !char.IsLetterOrDigit(value[end - 1]);

    private static IEnumerable<SchemaField> Leaves(SchemaField field) =>
        field.Children.Any(child => !child.IsIndexedOnly) ? field.Children.Where(child => !child.IsIndexedOnly).SelectMany(Leaves) : [field];

    private static string LongestPlainRun(string text)
    {
        var runs = new string([.. text.Select(sign => char.IsAsciiLetterOrDigit(sign) ? sign : ' ')]).Split(' ');
        // The words of enums are written otherwise in a record than for people.
        return runs.MaxBy(run => run.Length)!;
    }
}
