using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Equipoise.Registry.Records;
using Equipoise.Registry.Schema;

namespace Equipoise.Registry.Import.Sources;

/// <summary>What a record must have to be stored, and what is odd about it.</summary>
/// <remarks>A record is refused where it has no id or two, for there is no place to keep it; and where a field that the schema
/// calls a date or an age holds a text that is none, for then it is not what its registry published. All else that is odd, such
/// as a text where the schema has a number, stays in the record as it stands and is noted.</remarks>
internal sealed partial class RecordCheck
{
    private const int MostNotes = 20;
    private const double LongestLife = 150;
    private const string Element = "[]";
    private static readonly FrozenDictionary<string, byte[][]> Values =
        RecordSchema.Enums.ToFrozenDictionary(type => type.Key, type => type.Value.Select(value => Encoding.UTF8.GetBytes(value.Value)).ToArray(), StringComparer.Ordinal);
    private List<string> notes = [];
    private readonly string[] path = new string[ReadLimits.Depth + 1];
    private readonly SchemaField?[] fields = new SchemaField?[ReadLimits.Depth + 1];

    // The members that an object has had: a bit for each that the schema knows, and the names of others.
    private readonly ulong[] had = new ulong[ReadLimits.Depth + 1];
    private readonly HashSet<string>[] names = new HashSet<string>[ReadLimits.Depth + 1];

    // Where in the schema to look for an object's next member first.
    private readonly int[] nexts = new int[ReadLimits.Depth + 1];
    private string? id;
    private bool hasTwoIds;

    /// <summary>Whose record it is; null where none or several are named.</summary>
    public StudyId? Id { get; private set; }

    /// <summary>Why the record cannot be stored, or null.</summary>
    public string? Problem { get; private set; }

    public IReadOnlyList<string> Notes => notes;

    /// <summary>Begins with a record; what was found of the one before is forgotten.</summary>
    public void Begin()
    {
        (notes, Problem, Id, id, hasTwoIds) = ([], null, null, null, false);
        path.AsSpan().Clear();
        fields.AsSpan().Clear();
    }

    /// <summary>The sentence about a date that is none.</summary>
    public static string DateRefusal(string text, string place) => $"'{Cut(text)}' in {place} is no date: a date is written 2025, 2025-11 or 2025-11-21.";

    /// <summary>The sentence about an age that is none.</summary>
    public static string AgeRefusal(string text, string place) => $"'{Cut(text)}' in {place} is no age or span of time: one is written 18 Years or 6 Months.";

    /// <summary>Ends with a record, when each of its tokens was looked at.</summary>
    /// <param name="source">Where it comes from.</param>
    /// <exception cref="FormatException">Its id is none.</exception>
    public void End(string source)
    {
        if (hasTwoIds)
            return;
        if (id is null)
        {
            Problem ??= "The record is not a study: it has no protocolSection.identificationModule.nctId.";
            return;
        }

        var study = StudyId.Parse(id);
        if (study.IsSynthetic)
        {
            Problem ??= $"{study} is the id of a synthetic study, which no registry uses.";
            return;
        }

        if (!string.Equals(study.ToString(), id, StringComparison.Ordinal))
            Note($"The id is written '{id}' for {study}.");
        if (FileId().Match(source) is { Success: true } named && StudyId.TryParse(named.Groups["id"].Value, out var other) && other != study)
            Note($"The name of the file says {other}, the record inside says {study}.");
        Id = study;
    }

    /// <summary>Looks at the next token of the record.</summary>
    public void Look(ref Utf8JsonReader reader)
    {
        var depth = reader.CurrentDepth;
        LookAtKind(reader.TokenType, depth);
        switch (reader.TokenType)
        {
            case JsonTokenType.Number when fields[depth] is { Type: FieldType.WholeNumber } && reader.TryGetInt64(out var number) && number < 0:
                Note(string.Create(CultureInfo.InvariantCulture, $"'{number}' in {Path(depth)} is less than nothing."));
                break;
            case JsonTokenType.StartObject:
                (had[depth + 1], nexts[depth + 1]) = (0, 0);
                names[depth + 1]?.Clear();
                break;
            case JsonTokenType.StartArray:
                path[depth + 1] = Element;
                fields[depth + 1] = fields[depth];
                break;
            case JsonTokenType.PropertyName:
                // Members of the schema need no string of their own.
                fields[depth] = depth == 1 ? RecordSchema.FindPath(reader.GetString()!)
                    : reader.ValueIsEscaped ? fields[depth - 1]?.Child(reader.GetString()!) : fields[depth - 1]?.Child(reader.ValueSpan, ref nexts[depth]);
                path[depth] = fields[depth]?.Name ?? reader.GetString()!;
                if (!IsFirst(depth))
                    Note($"The member '{Path(depth)}' stands there twice; most readers see only the last.");
                break;
            case JsonTokenType.String:
                if (depth == 3)
                    LookAtId(ref reader);
                LookAtText(ref reader, depth);
                break;
        }
    }

    // Whether its object has not had the member before.
    private bool IsFirst(int depth)
    {
        if (depth == 1 || fields[depth] is not { Place: < 64 and var place })
            return (names[depth] ??= new HashSet<string>(StringComparer.Ordinal)).Add(path[depth]);
        var before = had[depth];
        had[depth] |= 1UL << place;
        return had[depth] != before;
    }

    /// <summary>Notes a value of another kind than the schema has in its place.</summary>
    private void LookAtKind(JsonTokenType token, int depth)
    {
        if (token is JsonTokenType.PropertyName or JsonTokenType.EndObject or JsonTokenType.EndArray || fields[depth] is not { } field)
            return;
        var isElement = ReferenceEquals(path[depth], Element);
        var (kind, isExpected) = token switch
        {
            JsonTokenType.StartArray => ("a list", field.IsList),
            JsonTokenType.StartObject => ("an object", field.Type is FieldType.Structure or FieldType.GeoPoint),
            JsonTokenType.String => ("a text", field.Type is FieldType.Text or FieldType.Markup or FieldType.Date or FieldType.Duration or FieldType.Enumeration),
            JsonTokenType.Number => ("a number", field.Type is FieldType.WholeNumber or FieldType.Number),
            JsonTokenType.Null => ("null", false),
            _ => ("true or false", field.Type is FieldType.Boolean),
        };
        var isList = token == JsonTokenType.StartArray;
        if (!isExpected || isList == isElement && field.IsList)
            Note($"{Path(depth)} holds {kind}, where the schema has something else.");
    }

    private void LookAtId(ref Utf8JsonReader reader)
    {
        if (path is not [_, "protocolSection", "identificationModule", "nctId", ..])
            return;
        var found = reader.GetString()!;
        if (id is not null && !string.Equals(id, found, StringComparison.Ordinal))
        {
            hasTwoIds = true;
            Problem ??= $"The record has two ids, '{Cut(id)}' and '{Cut(found)}'.";
        }

        id = found;
    }

    private void LookAtText(ref Utf8JsonReader reader, int depth)
    {
        switch (fields[depth])
        {
            case { Type: FieldType.Date } when reader.GetString()! is var date && !IsDate(date):
                Problem ??= DateRefusal(date, Path(depth));
                break;
            case { Type: FieldType.Duration }:
                if (!Age.TryParse(reader.GetString(), out var age))
                    Problem ??= AgeRefusal(reader.GetString()!, Path(depth));
                else if (age.Years > LongestLife)
                    Note($"'{age}' in {Path(depth)} is longer than people live.");
                break;
            case { Type: FieldType.Enumeration, EnumType: { } type } when !IsKnown(Values[type], ref reader):
                Note($"'{Cut(reader.GetString()!)}' in {Path(depth)} is not a value that the schema knows.");
                break;
        }
    }

    private void Note(string sentence)
    {
        if (notes.Count < MostNotes)
            notes.Add(sentence);
    }

    private string Path(int depth) => Cut(string.Join('.', path[1..(depth + 1)]).Replace(".[]", "", StringComparison.Ordinal));

    private static string Cut(string text) => text.Length > 200 ? text[..200] + "…" : text;

    /// <summary>A date of the calendar, as far as it is stated; of a time of day only the day is read.</summary>
    // 2019-08-01T14:05, as documents are dated, is a day and a time of it.
    private static bool IsDate(string text) =>
        PartialDate.TryParse(text, out _)
        || (text.Length == 16 && text[10] == 'T' && PartialDate.TryParse(text[..10], out _) && TimeOnly.TryParseExact(text[11..], "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));

    private static bool IsKnown(byte[][] values, ref Utf8JsonReader reader)
    {
        foreach (var known in values)
        {
            if (reader.ValueTextEquals(known))
                return true;
        }

        return false;
    }

    [GeneratedRegex(@"(?:^|[/\\!])(?<id>NCT\d{8})[^/\\!]*$", RegexOptions.ExplicitCapture | RegexOptions.RightToLeft, 10_000)]
    private static partial Regex FileId();
}
