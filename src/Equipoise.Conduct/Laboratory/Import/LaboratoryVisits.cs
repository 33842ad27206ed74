using Equipoise.Conduct.Assessments;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Visits;
using Equipoise.Protocols.Forms;
using Equipoise.Protocols.Scheduling;

namespace Equipoise.Conduct.Laboratory.Import;

/// <summary>Finds the visit at which a sample was taken.</summary>
internal static class LaboratoryVisits
{
    /// <summary>The visit that the file names, else the planned one whose window holds the day and whose form is empty, else an unscheduled one.</summary>
    /// <exception cref="StepRefusedException">No visit takes the form on that day.</exception>
    public static FormPlace Find(AssessedParticipant participant, ParticipantMilestones milestones, Form form, DateOnly day, ReportedResult source)
    {
        var design = participant.Design;
        if (source.Visit is { } named)
        {
            var visit = design.Visits.FirstOrDefault(visit => string.Equals(visit.Code, named, StringComparison.OrdinalIgnoreCase)) ?? throw StepRefusedException.Invalid("import-visit", $"The protocol has no visit '{(named.Length > 40 ? named[..40] : named)}'.");
            return new FormPlace(form.Code, visit.Code, source.VisitCount ?? (visit.Kind == VisitKind.Screening ? 1 : Next(participant, form, visit.Code)));
        }

        bool IsEmpty(string visit, int count) => !participant.Forms.Any(filled => string.Equals(filled.Form.Code, form.Code, StringComparison.Ordinal) && string.Equals(filled.Entry.Visit, visit, StringComparison.Ordinal) && filled.Entry.VisitCount == count);
        var takes = design.Visits.Where(visit => visit.Forms.Contains(form.Code, StringComparer.Ordinal)).ToList();
        if ((milestones.Randomized is null || day <= milestones.Randomized) && takes.Find(visit => visit.Kind == VisitKind.Screening && IsEmpty(visit.Code, 1)) is { } screening)
            return new FormPlace(form.Code, screening.Code);
        var planned = VisitCalendar.Of(design, milestones, day.AddDays(366)).Where(visit => visit.Forms.Contains(form.Code, StringComparer.Ordinal) && visit.Holds(day) && IsEmpty(visit.Visit, visit.Count))
            .MinBy(visit => Math.Abs(visit.Planned.DayNumber - day.DayNumber));
        if (planned is not null && milestones.Randomized is not null)
            return new FormPlace(form.Code, planned.Visit, planned.Count);
        return takes.Find(visit => visit.Kind == VisitKind.Unscheduled) is { } unscheduled
            ? new FormPlace(form.Code, unscheduled.Code, Next(participant, form, unscheduled.Code))
            : throw StepRefusedException.Invalid("import-visit", $"No visit of the calendar takes {form.Title} on {day:yyyy-MM-dd}: name the visit in the file.");
    }

    private static int Next(AssessedParticipant participant, Form form, string visit) =>
        1 + (int)participant.Forms.Where(filled => string.Equals(filled.Form.Code, form.Code, StringComparison.Ordinal) && string.Equals(filled.Entry.Visit, visit, StringComparison.Ordinal)).Select(filled => filled.Entry.VisitCount).DefaultIfEmpty().Max();
}
