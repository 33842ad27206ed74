using System.Globalization;
using Equipoise.Conduct.Forms;
using Equipoise.Protocols;
using Equipoise.Protocols.Forms;

namespace Equipoise.Analysis.Datasets;

/// <summary>An adverse event as a site reported it: a row of ADaM ADAE.</summary>
/// <param name="Participant">The participant's code (SUBJID).</param>
/// <param name="Term">The term (AETERM).</param>
/// <param name="Grade">The CTCAE grade (AETOXGR); 0 where the site gave none.</param>
/// <param name="Start">The day it began (ASTDT).</param>
/// <param name="IsSerious">Whether it is serious (AESER).</param>
/// <param name="Entry">The entry it comes from (SRCSEQ).</param>
public sealed record ReportedEvent(string Participant, string Term, int Grade, DateOnly Start, bool IsSerious, string Entry)
{
    /// <summary>The events of a participant that began until a day.</summary>
    public static IEnumerable<ReportedEvent> Of(StudyDesign design, string participant, IEnumerable<FormEntry> entries, DateOnly cutoff)
    {
        foreach (var entry in entries)
        {
            if (design.Form(entry.Form) is not { Domain: "AE" } form)
                continue;
            var answers = entry.Values();
            if (Answer(form.First(FieldType.Text)) is not { } term || Answer(form.First(FieldType.Date)) is not { } start)
                continue;
            var found = new ReportedEvent(
                participant,
                term,
                int.TryParse(Answer(form.First(FieldType.WholeNumber)), NumberStyles.None, CultureInfo.InvariantCulture, out var grade) ? grade : 0,
                DateOnly.ParseExact(start, "yyyy-MM-dd", CultureInfo.InvariantCulture),
                Answer(form.First(FieldType.YesNo)) is "Y",
                entry.Id);
            if (found.Start <= cutoff)
                yield return found;

            string? Answer(string? field) => field is null ? null : answers.GetValueOrDefault(field);
        }
    }
}
