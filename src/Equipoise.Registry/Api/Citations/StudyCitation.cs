using System.Text;
using Equipoise.Registry.Records;

namespace Equipoise.Registry.Api.Citations;

/// <summary>A study as an RIS record, which reference managers read: a tag, two blanks, a hyphen, a blank and a value a line.</summary>
/// <remarks>Tags as Research Information Systems' format gives them. Which of them the registry's own records have is
/// published nowhere; the choice is ours.</remarks>
public static class StudyCitation
{
    private static readonly string[] Tags = ["TY", "ID", "TI", "T2", "AU", "PB", "DA", "PY", "Y2", "AB", "KW", "M1", "UR"];

    /// <summary>Writes the record.</summary>
    /// <param name="record">The study's record.</param>
    /// <param name="tags">The tags to give; null for all. The first and the last line always stand.</param>
    /// <exception cref="ApiRefusalException">There is no such tag.</exception>
    public static string Write(StudyRecord record, IReadOnlyList<string>? tags)
    {
        if (tags?.FirstOrDefault(tag => !Tags.Contains(tag, StringComparer.Ordinal)) is { } unknown)
            throw new ApiRefusalException($"Parameter 'fields' contains invalid RIS tag: '{ApiRefusalException.Shown(unknown)}'");
        var text = new StringBuilder();
        foreach (var (tag, value) in Lines(record))
        {
            if (tag is "TY" || tags is not { Count: > 0 } || tags.Contains(tag, StringComparer.Ordinal))
                text.Append(tag).Append("  - ").Append(OneLine(value)).Append("\r\n");
        }

        return text.Append("ER  - \r\n").ToString();
    }

    private static IEnumerable<(string Tag, string Value)> Lines(StudyRecord record)
    {
        var protocol = record.Root.Find("protocolSection");
        yield return ("TY", "DBASE");
        yield return ("ID", record.Id.ToString());
        yield return ("TI", record.Title);
        if (protocol.Text("identificationModule", "officialTitle") is { } official)
            yield return ("T2", official);
        foreach (var name in protocol.List(item => item.Text("name"), "contactsLocationsModule", "overallOfficials").OfType<string>())
            yield return ("AU", name);
        if (record.Sponsor is { } sponsor)
            yield return ("PB", sponsor);
        if (protocol.Text("statusModule", "studyFirstPostDateStruct", "date") is { Length: >= 4 } posted)
        {
            yield return ("DA", posted.Replace('-', '/'));
            yield return ("PY", posted[..4]);
        }

        if (record.LastUpdated is { } updated)
            yield return ("Y2", updated.ToString().Replace('-', '/'));
        if (protocol.Text("descriptionModule", "briefSummary") is { } summary)
            yield return ("AB", Fields.LegacyMarkup.Plain(summary));
        foreach (var word in record.Conditions.Concat(protocol.Texts("conditionsModule", "keywords")))
            yield return ("KW", word);
        if (record.StatusCode is { } status)
            yield return ("M1", status);
        yield return ("UR", $"https://clinicaltrials.gov/study/{record.Id}");
    }

    // A line break would end the value.
    private static string OneLine(string value) => string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
