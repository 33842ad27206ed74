using System.Text;
using Equipoise.Registry.Records;

namespace Equipoise.Registry.Exports;

/// <summary>A study as a reference of RIS, the form that reference managers read.</summary>
/// <remarks>Tags by the RIS format of Research Information Systems: a report (<c>RPRT</c>) whose author is the sponsor and
/// whose publisher is the registry. One value a line, so a line break or another control character in a text becomes a
/// space.</remarks>
public static class StudyRis
{
    /// <summary>Appends the reference.</summary>
    public static void Append(StringBuilder text, StudyRecord study)
    {
        Add(text, "TY", "RPRT");
        Add(text, "ID", study.Id.ToString());
        Add(text, "TI", study.Title);
        if (study.OfficialTitle is { } official)
            Add(text, "T2", official);
        if (study.Sponsor is { } sponsor)
            Add(text, "AU", sponsor);
        foreach (var collaborator in study.Collaborators)
            Add(text, "A2", collaborator.Name);
        if (study.Dates.FirstOrDefault(date => date.Kind == StudyDateKind.FirstPosted)?.Date is { } posted)
        {
            Add(text, "PY", posted.Year.ToString("D4", System.Globalization.CultureInfo.InvariantCulture));
            // YYYY/MM/DD/ with what is not known left empty.
            Add(text, "DA", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{posted.Year:D4}/{posted.Month:D2}/{posted.Day:D2}/"));
        }

        if (study.Summary is { } summary)
            Add(text, "AB", summary);
        foreach (var word in study.Conditions.Concat(study.Keywords).Distinct(StringComparer.OrdinalIgnoreCase))
            Add(text, "KW", word);
        AddSource(text, study);
        text.Append("ER  - \r\n\r\n");
    }

    private static void AddSource(StringBuilder text, StudyRecord study)
    {
        Add(text, "AN", study.Id.ToString());
        Add(text, "M3", "Clinical trial registration");
        if (study.SampleNote is { } note)
            Add(text, "N1", note);
        if (study.Status is { } status)
            Add(text, "C1", $"Status: {status}");
        if (study.Phase is { } phase)
            Add(text, "C2", $"Phase: {phase}");
        if (study.Id.IsSynthetic)
            return;
        Add(text, "PB", "ClinicalTrials.gov");
        Add(text, "UR", $"https://clinicaltrials.gov/study/{study.Id}");
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
