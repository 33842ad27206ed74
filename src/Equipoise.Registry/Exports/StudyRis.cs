using System.Text;
using Equipoise.Registry.Records;

namespace Equipoise.Registry.Exports;

/// <summary>A study as a reference of RIS, the form that reference managers read.</summary>
/// <remarks>Tags by the RIS format of Research Information Systems: a report (<c>RPRT</c>) whose author is the sponsor and
/// whose publisher is the registry. One value a line, so a line break or another control character in a text becomes a
/// space.</remarks>
public static class StudyRis
{
    /// <summary>The tags that a reference may have, in their order.</summary>
    public static IReadOnlyList<string> Tags { get; } = ["TY", "ID", "TI", "T2", "AU", "A2", "PY", "DA", "AB", "KW", "AN", "M3", "N1", "C1", "C2", "PB", "UR"];

    /// <summary>Appends the reference, and an empty line behind it.</summary>
    public static void Append(StringBuilder text, StudyRecord study)
    {
        Append(text, study, tags: null);
        text.Append("\r\n");
    }

    /// <summary>Appends the reference.</summary>
    /// <param name="text">What it is appended to.</param>
    /// <param name="study">The study.</param>
    /// <param name="tags">The tags to give; null for all. The first and the last line always stand.</param>
    internal static void Append(StringBuilder text, StudyRecord study, IReadOnlyCollection<string>? tags)
    {
        foreach (var (tag, value) in Lines(study))
        {
            if (tag is "TY" || tags is null || tags.Contains(tag, StringComparer.Ordinal))
                Add(text, tag, value);
        }

        text.Append("ER  - \r\n");
    }

    private static IEnumerable<(string Tag, string Value)> Lines(StudyRecord study)
    {
        yield return ("TY", "RPRT");
        yield return ("ID", study.Id.ToString());
        yield return ("TI", study.Title);
        if (study.OfficialTitle is { } official)
            yield return ("T2", official);
        if (study.Sponsor is { } sponsor)
            yield return ("AU", sponsor);
        foreach (var collaborator in study.Collaborators)
            yield return ("A2", collaborator.Name);
        if (study.Dates.FirstOrDefault(date => date.Kind == StudyDateKind.FirstPosted)?.Date is { } posted)
        {
            yield return ("PY", posted.Year.ToString("D4", System.Globalization.CultureInfo.InvariantCulture));
            // YYYY/MM/DD/ with what is not known left empty.
            yield return ("DA", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{posted.Year:D4}/{posted.Month:D2}/{posted.Day:D2}/"));
        }

        if (study.Summary is { } summary)
            yield return ("AB", summary);
        foreach (var word in study.Conditions.Concat(study.Keywords).Distinct(StringComparer.OrdinalIgnoreCase))
            yield return ("KW", word);
        foreach (var line in SourceLines(study))
            yield return line;
    }

    private static IEnumerable<(string Tag, string Value)> SourceLines(StudyRecord study)
    {
        yield return ("AN", study.Id.ToString());
        yield return ("M3", "Clinical trial registration");
        if (study.SampleNote is { } note)
            yield return ("N1", note);
        if (study.Status is { } status)
            yield return ("C1", $"Status: {status}");
        if (study.Phase is { } phase)
            yield return ("C2", $"Phase: {phase}");
        if (study.Id.IsSynthetic)
            yield break;
        yield return ("PB", "ClinicalTrials.gov");
        yield return ("UR", $"https://clinicaltrials.gov/study/{study.Id}");
    }

    private static void Add(StringBuilder text, string tag, string value)
    {
        text.Append(tag).Append("  - ");
        var isBetween = false;
        var start = text.Length;
        foreach (var letter in value)
        {
            var isBlank = char.IsWhiteSpace(letter) || char.IsControl(letter);
            if (!isBlank && isBetween && text.Length > start)
                text.Append(' ');
            if (!isBlank)
                text.Append(letter);
            isBetween = isBlank;
        }

        text.Append("\r\n");
    }
}
