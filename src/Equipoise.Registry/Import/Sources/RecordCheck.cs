using System.Text.Json;
using System.Text.RegularExpressions;
using Equipoise.Registry.Records;

namespace Equipoise.Registry.Import.Sources;

/// <summary>What a record must have to be stored, and what is odd about it.</summary>
/// <remarks>Only the id makes a record unusable: without it there is no place to keep it, and with two there are two. All
/// else that is wrong, an unreadable date or age among it, stays in the record as it stands and is noted: a registry's
/// mistake is a fact about the study, and whoever reads the field treats it as missing.</remarks>
internal sealed partial class RecordCheck
{
    private const int MostNotes = 20;
    private readonly List<string> notes = [];
    private readonly string[] path = new string[ReadLimits.Depth + 1];
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
                break;
            case JsonTokenType.PropertyName:
                path[depth] = reader.GetString()!;
                if (!(names[depth] ??= new HashSet<string>(StringComparer.Ordinal)).Add(path[depth]))
                    Note($"The member '{Path(depth)}' stands there twice; most readers see only the last.");
                break;
            case JsonTokenType.String when depth == 3:
                LookAtId(ref reader);
                LookAtText(ref reader, depth);
                break;
            case JsonTokenType.String when depth == 4:
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
        if (path[1] is not "protocolSection")
            return;
        var isDate = path[2] is "statusModule" && (path[depth].EndsWith("Date", StringComparison.Ordinal) || path[depth] is "date");
        var isAge = path[2] is "eligibilityModule" && depth == 3 && path[3] is "minimumAge" or "maximumAge";
        if (isDate && reader.GetString()! is var date && !IsDate(date))
            Note($"'{Cut(date)}' in {Path(depth)} is no date.");
        else if (isAge && reader.GetString()! is var age && !Age.TryParse(age, out _))
            Note($"'{Cut(age)}' in {Path(depth)} is no age.");
    }

    private void Note(string sentence)
    {
        if (notes.Count < MostNotes)
            notes.Add(sentence);
    }

    private string Path(int depth) => Cut(string.Join('.', path[1..(depth + 1)]).Replace(".[]", "", StringComparison.Ordinal));

    private static string Cut(string text) => text.Length > 200 ? text[..200] + "…" : text;

    /// <summary>A date of the calendar, as far as it is stated; of a time of day only the day is read.</summary>
    private static bool IsDate(string text) =>
        PartialDate.TryParse(text.Length == 16 && text[10] == 'T' ? text[..10] : text, out _);

    [GeneratedRegex(@"(?:^|[/\\!])(?<id>NCT\d{8})[^/\\!]*$", RegexOptions.ExplicitCapture | RegexOptions.RightToLeft, 1000)]
    private static partial Regex FileId();
}
