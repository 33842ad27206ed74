using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Equipoise.Registry.Records;
using Equipoise.Registry.Schema;

namespace Equipoise.Registry.Import.Sources;

/// <summary>What a record must have to be stored, and what is odd about it.</summary>
/// <remarks>A record is refused where it has no id or two, for there is no place to keep it; and where a field that the schema
/// calls a date or an age holds none, for then it is not what its registry published. All else that is odd stays in the
/// record as it stands and is noted.</remarks>
internal sealed partial class RecordCheck
{
    private const int MostNotes = 20;
    private readonly List<string> notes = [];
    private readonly string[] path = new string[ReadLimits.Depth + 1];
    private readonly SchemaField?[] fields = new SchemaField?[ReadLimits.Depth + 1];
    private readonly HashSet<string>[] names = new HashSet<string>[ReadLimits.Depth + 1];
    private string? id;

    private RecordCheck()
    {
    }

    public StudyId Id { get; private set; } = null!;

    public IReadOnlyList<string> Notes => notes;

    /// <summary>Looks through a record.</summary>
    /// <exception cref="FormatException">The record cannot be stored.</exception>
    public static RecordCheck Of(ReadOnlySpan<byte> record, string source)
    {
        var check = new RecordCheck();
        var reader = new Utf8JsonReader(record, new JsonReaderOptions { MaxDepth = ReadLimits.Depth });
        while (reader.Read())
            check.Look(ref reader);
        check.Id = check.ReadId(source);
        return check;
    }

    private StudyId ReadId(string source)
    {
        if (id is null)
            throw new FormatException("The record is not a study: it has no protocolSection.identificationModule.nctId.");
        var study = StudyId.Parse(id);
        if (study.IsSynthetic)
            throw new FormatException($"{study} is the id of a synthetic study, which no registry uses.");
        if (!string.Equals(study.ToString(), id, StringComparison.Ordinal))
            Note($"The id is written '{id}' for {study}.");
        if (FileId().Match(source) is { Success: true } named && StudyId.TryParse(named.Groups["id"].Value, out var other) && other != study)
            Note($"The name of the file says {other}, the record inside says {study}.");
        return study;
    }

    private void Look(ref Utf8JsonReader reader)
    {
        var depth = reader.CurrentDepth;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                names[depth + 1]?.Clear();
                break;
            case JsonTokenType.StartArray:
                path[depth + 1] = "[]";
                fields[depth + 1] = fields[depth];
                break;
            case JsonTokenType.PropertyName:
                path[depth] = reader.GetString()!;
                fields[depth] = depth == 1 ? RecordSchema.FindPath(path[depth]) : fields[depth - 1]?.Child(path[depth]);
                if (!(names[depth] ??= new HashSet<string>(StringComparer.Ordinal)).Add(path[depth]))
                    Note($"The member '{Path(depth)}' stands there twice; most readers see only the last.");
                break;
            case JsonTokenType.String:
                if (depth == 3)
                    LookAtId(ref reader);
                LookAtText(ref reader, depth);
                break;
        }
    }

    private void LookAtId(ref Utf8JsonReader reader)
    {
        if (path is not [_, "protocolSection", "identificationModule", "nctId", ..])
            return;
        var found = reader.GetString()!;
        if (id is not null && !string.Equals(id, found, StringComparison.Ordinal))
            throw new FormatException($"The record has two ids, '{Cut(id)}' and '{Cut(found)}'.");
        id = found;
    }

    private void LookAtText(ref Utf8JsonReader reader, int depth)
    {
        switch (fields[depth])
        {
            case { Type: FieldType.Date } when reader.GetString()! is var date && !IsDate(date):
                throw new FormatException($"'{Cut(date)}' in {Path(depth)} is no date: a date is written 2025, 2025-11 or 2025-11-21.");
            case { Type: FieldType.Duration } when reader.GetString()! is var age && !Age.TryParse(age, out _):
                throw new FormatException($"'{Cut(age)}' in {Path(depth)} is no age or span of time: one is written 18 Years or 6 Months.");
            case { Type: FieldType.Enumeration, EnumType: { } type } when reader.GetString()! is var value && !IsKnown(type, value):
                Note($"'{Cut(value)}' in {Path(depth)} is not a value that the schema knows.");
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

    private static bool IsKnown(string type, string value) =>
        RecordSchema.Enums[type].Any(known => string.Equals(known.Value, value, StringComparison.Ordinal));

    [GeneratedRegex(@"(?:^|[/\\!])(?<id>NCT\d{8})[^/\\!]*$", RegexOptions.ExplicitCapture | RegexOptions.RightToLeft, 1000)]
    private static partial Regex FileId();
}
