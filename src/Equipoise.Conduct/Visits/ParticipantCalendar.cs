using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Treatment;

namespace Equipoise.Conduct.Visits;

/// <summary>All visits and doses of a randomized participant with their windows, and how each stands on a day. All days are those of the site's time zone.</summary>
/// <param name="AsOf">The day.</param>
/// <param name="Until">The last planned day that is shown.</param>
/// <param name="Milestones">The days from which it is counted.</param>
/// <param name="IsProvisional">Whether no dose was given yet, so that what hangs on the first dose is shown as if it were given on the first day on which it still may.</param>
/// <param name="FirstDoseBy">The last day for the first dose.</param>
/// <param name="LastPermittedDoseDay">The last day on which a dose may be given; null where there is no limit. Before the first dose, provisional too.</param>
/// <param name="Visits">The visits, by planned day.</param>
/// <param name="Doses">The doses, by planned day and in the order of giving.</param>
public sealed record ParticipantCalendar(
    DateOnly AsOf,
    DateOnly Until,
    ParticipantMilestones Milestones,
    bool IsProvisional,
    DateOnly FirstDoseBy,
    DateOnly? LastPermittedDoseDay,
    IReadOnlyList<CalendarVisit> Visits,
    IReadOnlyList<CalendarDose> Doses)
{
    private const int DaysAhead = 365;

    /// <summary>Works it out.</summary>
    /// <param name="course">The participant's treatment.</param>
    /// <param name="entries">The participant's forms; struck ones do not count.</param>
    /// <param name="consents">The consents: what may still be collected after a withdrawal limits the visits.</param>
    /// <param name="asOf">The day at the site.</param>
    public static ParticipantCalendar Of(TreatmentCourse course, IReadOnlyList<FormEntry> entries, IReadOnlyList<Consent> consents, DateOnly asOf)
    {
        var isProvisional = course.Log.FirstDay is null && course.GoesOn;
        var randomized = course.Allocation.RandomizedOn;
        var expected = asOf < randomized ? randomized : asOf;
        var last = course.LastPermittedDay ?? (isProvisional ? new TreatmentCalendar(course.Design, course.Arm.Code).LastPermittedDay(expected) : null);
        var until = asOf.AddDays(DaysAhead) is var ahead && course.GoesOn && last > ahead ? last.Value : ahead;
        var coming = course.Coming(until, expected);
        var milestones = course.Milestones with
        {
            FirstDose = course.Milestones.FirstDose ?? (isProvisional ? expected : null),
            Cycles = [.. course.Milestones.Cycles, .. coming.Where(dose => dose.Cycle > course.Milestones.Cycles.Count).GroupBy(dose => dose.Cycle).Select(cycle => cycle.Min(dose => dose.Planned))],
        };
        var planned = VisitCalendar.Of(course.Design, milestones, until);
        return new ParticipantCalendar(
            asOf, until, course.Milestones, isProvisional, course.FirstDoseBy, last,
            [.. Allowed(planned, consents).Select(visit => Visit(visit, planned, course, entries, asOf))],
            [.. Recorded(course), .. coming.Where(dose => !IsHeld(course, dose)).Select(dose => Dose(dose, course, asOf))]);
    }

    // After consent is withdrawn only what may still be collected is planned.
    private static IEnumerable<PlannedVisit> Allowed(IReadOnlyList<PlannedVisit> planned, IReadOnlyList<Consent> consents)
    {
        var withdrawal = consents.FirstOrDefault(consent => consent.WithdrawnOn is not null);
        var allowed = withdrawal?.StillAllowed?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return planned.Where(visit => withdrawal is null || visit.Planned < withdrawal.WithdrawnOn || visit.Forms.Intersect(allowed, StringComparer.Ordinal).Any());
    }

    private static CalendarVisit Visit(PlannedVisit visit, IReadOnlyList<PlannedVisit> all, TreatmentCourse course, IReadOnlyList<FormEntry> entries, DateOnly asOf)
    {
        var there = entries.Where(entry => entry.Counts && entry.VisitCount == visit.Count && string.Equals(entry.Visit, visit.Visit, StringComparison.Ordinal)
            && visit.Forms.Contains(entry.Form, StringComparer.Ordinal)).ToList();
        IReadOnlyList<string> missing = [.. visit.Forms.Where(form => !there.Exists(entry => string.Equals(entry.Form, form, StringComparison.Ordinal)) && !IsConsent(course.Design, form))];
        if (there.Count > 0)
            return new CalendarVisit(visit, CalendarState.Done, there.Min(entry => entry.RecordedOn), there.Exists(entry => !visit.Holds(entry.RecordedOn)), missing);
        var next = all.FirstOrDefault(other => string.Equals(other.Visit, visit.Visit, StringComparison.Ordinal) && other.Count == visit.Count + 1);
        var isOver = (next is not null && asOf >= next.Earliest) || (course.Milestones.LeftStudy ?? course.Milestones.Died) is not null;
        return new CalendarVisit(visit, StateOf(visit.Earliest, visit.Latest, asOf, isOver), null, IsOutsideWindow: false, missing);
    }

    internal static bool IsConsent(Protocols.StudyDesign design, string form) =>
        design.Form(form)!.Fields.Any(field => field.Fact?.Kind == Protocols.Forms.FactKind.Consent);

    private static IEnumerable<CalendarDose> Recorded(TreatmentCourse course)
    {
        foreach (var record in course.Log.Records.OrderBy(record => record.Day).ThenBy(record => record.Cycle))
        {
            var entry = course.Log.Of(record.Treatment).Last(entry => entry.Cycle == record.Cycle && entry.Status == record.Status);
            var treatment = course.Arm.Treatments.FirstOrDefault(one => string.Equals(one.Code, record.Treatment, StringComparison.Ordinal));
            var plan = treatment is null ? null : course.PlanOf(treatment, entry);
            plan ??= new PlannedDose(record.Cycle, record.Treatment, treatment?.Sequence ?? 0, record.Day, record.Day, record.Day);
            yield return new CalendarDose(
                plan,
                treatment?.Name ?? record.Treatment,
                record.Status switch { DoseStatus.Given => CalendarState.Done, DoseStatus.Missed => CalendarState.Missed, _ => CalendarState.Held },
                record.Status == DoseStatus.Given ? record.Day : null,
                record.Amount,
                treatment?.Dose.Unit ?? "",
                entry.Id,
                record.Status == DoseStatus.Given && (record.Day < plan.Earliest || record.Day > plan.Latest));
        }
    }

    private static bool IsHeld(TreatmentCourse course, PlannedDose dose) =>
        course.Log.Records.Any(record => record.Status == DoseStatus.Held && record.Cycle == dose.Cycle && string.Equals(record.Treatment, dose.Treatment, StringComparison.Ordinal));

    private static CalendarDose Dose(PlannedDose dose, TreatmentCourse course, DateOnly asOf)
    {
        // The very first dose has a window of its own: from randomization on.
        var isFirst = course.Log.FirstDay is null && dose.Cycle == 1;
        var plan = isFirst ? dose with { Planned = dose.Planned < course.FirstDoseBy ? dose.Planned : course.FirstDoseBy, Earliest = course.Allocation.RandomizedOn, Latest = course.FirstDoseBy } : dose;
        var treatment = course.Arm.Treatments.First(one => string.Equals(one.Code, dose.Treatment, StringComparison.Ordinal));
        return new CalendarDose(plan, treatment.Name, StateOf(plan.Earliest, plan.Latest, asOf, isOver: false), null, null, treatment.Dose.Unit, null, IsOutsideWindow: false);
    }

    private static CalendarState StateOf(DateOnly earliest, DateOnly latest, DateOnly asOf, bool isOver) =>
        asOf < earliest ? CalendarState.Planned : asOf <= latest ? CalendarState.Due : isOver ? CalendarState.Missed : CalendarState.Late;
}
