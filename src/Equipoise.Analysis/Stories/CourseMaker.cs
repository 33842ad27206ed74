using Equipoise.Conduct.Disposition;
using Equipoise.Conduct.Visits;
using Equipoise.Protocols;
using Equipoise.Protocols.Scheduling;
using Equipoise.Statistics.Simulation;

namespace Equipoise.Analysis.Stories;

/// <summary>Makes up what becomes of one participant in one arm, along the calendar of the protocol.</summary>
internal sealed class CourseMaker(
    TrialStory story, TrialScenario scenario, StudyDesign design, PersonDraws draws, Lesions? lesions, string arm, DateOnly randomizedOn)
{
    private const double DaysOfMonth = 30.4375;
    private const int LongestMonths = 96;
    private const int DaysToDeepest = 90;
    private readonly List<StoryAct> acts = [];
    private readonly Dictionary<string, int> filled = new(StringComparer.Ordinal);

    public Course Make()
    {
        var truth = scenario.Arms.First(one => string.Equals(one.Name, arm, StringComparison.Ordinal));
        var isCured = draws.Happens(truth.Cured, "is cured");
        var death = isCured ? DateOnly.MaxValue : After(truth.Hazard.TimeOf(draws.Exponential("death")));
        var lost = After(truth.Dropout.TimeOf(draws.Exponential("loss")));
        var firstDose = FirstDose();
        var (died, left) = death < lost ? (death, DateOnly.MaxValue) : (DateOnly.MaxValue, lost);

        var progression = FirstScan(firstDose, died, left, ProgressionDay(death));
        var (ended, reason) = TreatmentEnd(firstDose, died, left, progression?.Actual);
        var milestones = new ParticipantMilestones(
            randomizedOn, firstDose, LastDose: ended, TreatmentEnded: ended, Progressed: progression?.Visit.Planned.AddDays(1),
            LeftStudy: Known(left), Died: Known(died));
        foreach (var (visit, actual) in Visits(milestones, died, left))
            Enter(visit, actual, isProgression: progression is { } found && visit.Planned == found.Visit.Planned && string.Equals(visit.Visit, found.Visit.Visit, StringComparison.Ordinal));
        if (story.AdverseEvents is { } events)
            acts.AddRange(AdverseEventMaker.Make(events, UnscheduledVisit, draws, arm, firstDose, Earliest(ended.AddDays(30), died, left), story.Oversight?.LateReports ?? 0));
        if (story.Oversight is { } oversight)
            acts.AddRange(oversight.Make(draws, randomizedOn, ended));
        Dispose(ended, reason, died, left);
        return new Course([.. acts.OrderBy(act => act.On)], Known(died), Known(left));
    }

    private string UnscheduledVisit => design.Visits.First(visit => visit.Kind is VisitKind.Unscheduled or VisitKind.Treatment).Code;

    private DateOnly After(double months) => months * DaysOfMonth < LongestMonths * DaysOfMonth ? randomizedOn.AddDays((int)Math.Ceiling(months * DaysOfMonth)) : DateOnly.MaxValue;

    private DateOnly FirstDose()
    {
        var planned = randomizedOn.AddDays((int)draws.Between(0, design.FirstDoseDays + 1, "first dose"));
        return Workdays.Nearest(planned) is var day && day >= randomizedOn && day <= randomizedOn.AddDays(design.FirstDoseDays) ? day : randomizedOn;
    }

    private DateOnly ProgressionDay(DateOnly death)
    {
        if (draws.Happens(story.Disease.WithoutProgression, "no progression"))
            return DateOnly.MaxValue;
        var survival = (death == DateOnly.MaxValue ? LongestMonths * DaysOfMonth : death.DayNumber - randomizedOn.DayNumber)
            * draws.Between(story.Disease.Progression.From, story.Disease.Progression.To, "progression");
        return randomizedOn.AddDays((int)survival);
    }

    // Progression is found by the first imaging on or after it.
    private (PlannedVisit Visit, DateOnly Actual)? FirstScan(DateOnly firstDose, DateOnly died, DateOnly left, DateOnly progression)
    {
        if (lesions is null || progression == DateOnly.MaxValue)
            return null;
        var milestones = new ParticipantMilestones(randomizedOn, firstDose, LeftStudy: Known(left), Died: Known(died));
        var scans = Visits(milestones, died, left).Where(one => one.Visit.Forms.Contains(story.Tumors!.Form, StringComparer.Ordinal) && one.Actual >= progression);
        return scans.Select(one => ((PlannedVisit, DateOnly)?)one).FirstOrDefault();
    }

    private (DateOnly Ended, string Reason) TreatmentEnd(DateOnly firstDose, DateOnly died, DateOnly left, DateOnly? progressed)
    {
        var ends = story.Disease.Ends;
        var candidates = new List<(DateOnly Day, string Reason)> { (died, ends["death"]), (left, IsWithdrawal ? ends["withdrawal"] : ends["lost"]) };
        if (progressed is { } found)
            candidates.Add((found.AddDays(3), ends["progression"]));
        if (design.MaximumTreatment is { } maximum)
            candidates.Add((firstDose.AddMonths(maximum.Months).AddDays(-1), ends["maximum"]));
        candidates.AddRange(story.Disease.Stopping.Where(one => one.Hazard.GetValueOrDefault(arm) > 0 && Fits(one))
            .Select(one => (Later(firstDose, After(draws.Exponential(one.Reason) / one.Hazard[arm])), one.Reason)));
        return candidates.MinBy(one => one.Day);
    }

    // What the person's form said at screening: the same draws give the same answers.
    private bool Fits(StoryStopping stopping) => stopping.Only is not { } only ||
        string.Equals(AnswerRule.Fill(only.Form, story.Forms[only.Form], new Scene(draws, randomizedOn, 0, KnownOn(randomizedOn))).GetValueOrDefault(only.Field), only.Answer, StringComparison.Ordinal);

    private bool IsWithdrawal => draws.Happens(story.Disease.Withdrawn, "withdraws");

    // Each on a workday near its planned day, within its window, and never after death or loss.
    private IEnumerable<(PlannedVisit Visit, DateOnly Actual)> Visits(ParticipantMilestones milestones, DateOnly died, DateOnly left)
    {
        foreach (var visit in VisitCalendar.Of(design, milestones, randomizedOn.AddMonths(LongestMonths)).Where(visit => visit.Planned >= randomizedOn))
        {
            var wanted = Workdays.Nearest(visit.Planned.AddDays((int)draws.Between(-1, 2, $"day of {visit.Visit}", visit.Count)));
            var actual = visit.Holds(wanted) && wanted >= randomizedOn ? wanted : visit.Planned;
            if (actual < died && actual < left)
                yield return (visit, actual);
        }
    }

    private void Enter(PlannedVisit visit, DateOnly day, bool isProgression)
    {
        // Doses are entered on the morning after, with the day's weight on record.
        if (design.DoseLog is not null && design.Visits.Any(one => one is { Kind: VisitKind.Treatment, When: { Anchor: TimeAnchor.FirstDose, Repeats.Count: > 0 } } && string.Equals(one.Code, visit.Visit, StringComparison.Ordinal)))
            acts.Add(new DoseAct(day.AddDays(1), day, visit.Count, story.Disease.LateDose?.Reason, story.Disease.LateDose?.Words, MissedIn(visit.Count)));
        foreach (var code in visit.Forms)
        {
            var form = design.Form(code)!;
            var count = filled[code] = filled.GetValueOrDefault(code) + 1;
            if (lesions is not null && string.Equals(code, story.Tumors!.Form, StringComparison.Ordinal))
                acts.AddRange(lesions.At(draws, day, SumOn(day), isProgression, count).Select(answers => new FormAct(day, code, visit.Visit, visit.Count, answers)));
            else if (story.Forms.TryGetValue(code, out var rules))
                acts.Add(new FormAct(day, form.Code, visit.Visit, visit.Count, AnswerRule.Fill(code, rules, new Scene(draws, day, count, KnownOn(day)))));
        }
    }

    private StoryMissedDose? MissedIn(int cycle) => cycle > 1 && story.Oversight is { } oversight && draws.Happens(oversight.MissedDoses, "missed dose", cycle) ? oversight.Missed : null;

    // The sum of diameters falls or rises to its best change within three months.
    private double SumOn(DateOnly day)
    {
        var best = Math.Clamp(story.Tumors!.Change.GetValueOrDefault(arm) + (story.Tumors.Spread * draws.Normal("best change")), -1, 0.12);
        return 1 + (best * Math.Min(1, (double)(day.DayNumber - randomizedOn.DayNumber) / DaysToDeepest));
    }

    private Dictionary<string, string> KnownOn(DateOnly day)
    {
        var known = MadeUpPerson.KnownOn(day);
        known["ARM"] = arm;
        return known;
    }

    private void Dispose(DateOnly ended, string reason, DateOnly died, DateOnly left)
    {
        var heard = left.AddDays(IsWithdrawal || left == DateOnly.MaxValue ? 0 : 30);
        if (ended < DateOnly.MaxValue && ended != died && ended != left)
            acts.Add(new DispositionAct(Workdays.OnOrAfter(ended), DispositionKind.TreatmentEnd, ended, reason));
        if (died < DateOnly.MaxValue)
        {
            // The site hears of a death some days later.
            var told = Workdays.OnOrAfter(died.AddDays((int)draws.Between(1, 9, "told of death")));
            if (ended == died)
                acts.Add(new DispositionAct(told, DispositionKind.TreatmentEnd, died, reason));
            acts.Add(new DispositionAct(told, DispositionKind.Death, died, ""));
        }
        else if (left < DateOnly.MaxValue)
        {
            var why = IsWithdrawal ? story.Disease.Ends["withdrawal"] : story.Disease.Ends["lost"];
            var on = Workdays.OnOrAfter(heard);
            if (ended == left)
                acts.Add(new DispositionAct(on, DispositionKind.TreatmentEnd, left, reason));
            acts.Add(new DispositionAct(on, DispositionKind.StudyEnd, left, why));
            if (IsWithdrawal)
                acts.Add(new DispositionAct(on, DispositionKind.Withdrawal, left, "", []));
        }
    }

    private static DateOnly? Known(DateOnly day) => day == DateOnly.MaxValue ? null : day;

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private static DateOnly Earliest(params ReadOnlySpan<DateOnly> days)
    {
        var earliest = DateOnly.MaxValue;
        foreach (var day in days)
            earliest = day < earliest ? day : earliest;
        return earliest;
    }
}
