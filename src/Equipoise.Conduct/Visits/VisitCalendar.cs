using Equipoise.Protocols;
using Equipoise.Protocols.Scheduling;

namespace Equipoise.Conduct.Visits;

/// <summary>The visits of one participant, worked out from the days that have come about.</summary>
public static class VisitCalendar
{
    /// <summary>All visits up to a day, in order of their planned days. Those without an anchor yet are not there.</summary>
    /// <param name="design">The study.</param>
    /// <param name="milestones">What has happened.</param>
    /// <param name="until">The last planned day that is of interest.</param>
    public static IReadOnlyList<PlannedVisit> Of(StudyDesign design, ParticipantMilestones milestones, DateOnly until) =>
        [.. design.Visits.SelectMany(visit => Of(design, visit, milestones, until)).OrderBy(visit => visit.Planned).ThenBy(visit => visit.Visit, StringComparer.Ordinal)];

    private static IEnumerable<PlannedVisit> Of(StudyDesign design, Visit visit, ParticipantMilestones milestones, DateOnly until)
    {
        if (visit.When is not { } when || Anchor(when.Anchor, milestones) is not { } anchor)
            yield break;
        var cycles = FollowsCycles(design, when) ? milestones.Cycles : [];
        var end = Earliest(until, EndOf(visit, when, milestones), cycles.Count > 0 ? null : LastTreatmentDay(design, visit, milestones));
        var count = 0;
        foreach (var offset in when.Days(Math.Max(end.DayNumber - anchor.DayNumber, cycles.Count * design.Cycle.Days)))
        {
            var planned = count < cycles.Count ? cycles[count].AddDays(when.Day) : anchor.AddDays(offset);
            if (planned > end || (cycles.Count > 0 && count >= cycles.Count))
                yield break;
            count++;
            // The window of a visit of the study reaches back to randomization at most.
            var earliest = planned.AddDays(-when.Window.Before) is var day && visit.Kind != VisitKind.Screening && day < milestones.Randomized && milestones.Randomized <= planned ? milestones.Randomized.Value : day;
            yield return new PlannedVisit(visit.Code, count, visit.NameOf(count), planned, earliest, planned.AddDays(when.Window.After), visit.Forms);
        }
    }

    private static bool FollowsCycles(StudyDesign design, Timing when) =>
        when is { Anchor: TimeAnchor.FirstDose, Repeats: [{ } repeat] } && design.Cycle.Unit is CalendarUnit.Day or CalendarUnit.Week && repeat.EveryDays == design.Cycle.Days;

    private static DateOnly? Anchor(TimeAnchor anchor, ParticipantMilestones milestones) => anchor switch
    {
        TimeAnchor.Randomization => milestones.Randomized,
        TimeAnchor.FirstDose => milestones.FirstDose,
        // The last dose is the last only once no other follows.
        TimeAnchor.LastDose => milestones.TreatmentEnded is null ? null : milestones.LastDose,
        _ => milestones.TreatmentEnded,
    };

    // Nothing is planned on or after the day that ends it; death and leaving the study end everything.
    private static DateOnly? EndOf(Visit visit, Timing when, ParticipantMilestones milestones)
    {
        var ended = when.Until switch
        {
            ScheduleEnd.EndOfTreatment => milestones.TreatmentEnded,
            ScheduleEnd.Progression => milestones.Progressed,
            _ => null,
        };
        var left = visit.Kind == VisitKind.Screening ? null : milestones.LeftStudy;
        return Earliest(ended, left, milestones.Died)?.AddDays(-1);
    }

    private static DateOnly? LastTreatmentDay(StudyDesign design, Visit visit, ParticipantMilestones milestones) =>
        visit is { Kind: VisitKind.Treatment, When: { Anchor: TimeAnchor.FirstDose, Until: ScheduleEnd.EndOfTreatment } } && design.MaximumTreatment is { } maximum && milestones.FirstDose is { } first
            ? first.AddMonths(maximum.Months).AddDays(-1)
            : null;

    private static DateOnly? Earliest(params DateOnly?[] days) => days.Min();

    private static DateOnly Earliest(DateOnly day, params DateOnly?[] others) => others.Append(day).Min()!.Value;
}
