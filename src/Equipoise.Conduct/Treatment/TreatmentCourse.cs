using Equipoise.Conduct.Assessments;
using Equipoise.Conduct.Disposition;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Tumors;
using Equipoise.Conduct.Visits;
using Equipoise.Protocols;
using Equipoise.Protocols.Arms;

namespace Equipoise.Conduct.Treatment;

/// <summary>The treatment of one randomized participant: what was given, and what is next by the protocol.</summary>
public sealed class TreatmentCourse
{
    private readonly TreatmentCalendar calendar;
    private readonly IReadOnlyList<FormEntry> entries;

    /// <summary>Works it out from what is on record.</summary>
    /// <param name="design">The protocol the participant is on.</param>
    /// <param name="allocation">The allocation.</param>
    /// <param name="entries">The participant's forms; struck ones do not count.</param>
    /// <param name="consents">The consents.</param>
    /// <param name="dispositions">How treatment and study went on and ended.</param>
    public TreatmentCourse(
        StudyDesign design, AllocationRecord allocation, IReadOnlyList<FormEntry> entries, IReadOnlyList<Consent> consents, IReadOnlyList<DispositionEvent> dispositions)
    {
        (Design, Allocation, Arm, this.entries) = (design, allocation, design.Arm(allocation.Arm), entries);
        calendar = new TreatmentCalendar(design, Arm.Code);
        Log = ExposureLog.Read(design, entries);
        Milestones = MilestonesOf(design, allocation, Log, consents, dispositions, ProgressionOf(design, allocation, entries)) with { Cycles = CycleDays(Log) };
    }

    /// <summary>The protocol.</summary>
    public StudyDesign Design { get; }

    /// <summary>The allocation.</summary>
    public AllocationRecord Allocation { get; }

    /// <summary>The arm.</summary>
    public Arm Arm { get; }

    /// <summary>What was given.</summary>
    public ExposureLog Log { get; }

    /// <summary>The days from which visits are counted. <see cref="ParticipantMilestones.Cycles"/> holds the cycles that have begun.</summary>
    public ParticipantMilestones Milestones { get; }

    /// <summary>The day by which the first dose is to be given.</summary>
    public DateOnly FirstDoseBy => calendar.FirstDoseBy(Allocation.RandomizedOn);

    /// <summary>The last day on which a dose may be given; null where there is no limit or no first dose yet.</summary>
    public DateOnly? LastPermittedDay => Log.FirstDay is { } first ? calendar.LastPermittedDay(first) : null;

    /// <summary>Whether doses may still come.</summary>
    public bool GoesOn => (Milestones.TreatmentEnded ?? Milestones.LeftStudy ?? Milestones.Died) is null;

    /// <summary>The next dose of each treatment of the arm, by planned day and in the order of giving; empty once treatment has ended.</summary>
    /// <param name="body">The body today; null for the latest measures on record.</param>
    public IReadOnlyList<NextDose> Next(BodyMeasures? body = null) => GoesOn
        ? [.. Arm.Treatments.Select(treatment => NextOf(treatment, Log, body, 100)).OfType<NextDose>().OrderBy(next => next.Plan.Planned).ThenBy(next => next.Plan.Sequence)]
        : [];

    /// <summary>The next dose of one treatment, as it is after what a log holds; null where the last permitted day comes before it.</summary>
    /// <param name="treatment">The treatment.</param>
    /// <param name="log">What counts as given.</param>
    /// <param name="body">The body today; null for the latest measures on record.</param>
    /// <param name="percent">The share of the full dose, 100 without a reduction.</param>
    public NextDose? NextOf(Protocols.Arms.Treatment treatment, ExposureLog log, BodyMeasures? body, decimal percent)
    {
        if (PlanAfter(treatment, log) is not { } plan)
            return null;
        if (log.FirstDay is { } firstDay && IsHeldByRule(log, treatment.Code, plan.Cycle))
            plan = calendar.Delayed(plan, firstDay);
        var measured = body ?? Body();
        int? supply = treatment.Schedule.IsTakenHome ? Design.Cycle.Days / treatment.Schedule.EveryDays * treatment.Schedule.TimesADay : null;
        var isHeld = TreatmentCalendar.IsHeld(treatment, log.Records) || (log.FirstDay is null && log.Of(treatment.Code).Any(entry => entry.Status == DoseStatus.Held));
        try
        {
            var (first, last) = BasesOf(treatment, log);
            return new NextDose(treatment, plan, DoseCalculator.Next(treatment, measured, first, last, percent), null, measured, isHeld, supply);
        }
        catch (StepRefusedException missing)
        {
            return new NextDose(treatment, plan, null, missing.Message, measured, isHeld, supply);
        }
    }

    /// <summary>The doses by rule of what was given of a treatment, in the order of giving, each beside its entry.</summary>
    /// <param name="treatment">The treatment.</param>
    /// <param name="log">What counts as given.</param>
    /// <param name="isFull">Whether a reduced dose is calculated as a full one.</param>
    public static IReadOnlyList<(ExposureEntry Entry, CalculatedDose? Dose)> ByRule(Protocols.Arms.Treatment treatment, ExposureLog log, bool isFull = false)
    {
        BodyMeasures? first = null, last = null;
        var doses = new List<(ExposureEntry, CalculatedDose?)>();
        foreach (var entry in log.Given.Where(entry => string.Equals(entry.Treatment, treatment.Code, StringComparison.Ordinal)))
        {
            if (entry.Body is null && treatment.Dose.Basis != DoseBasis.Flat)
            {
                doses.Add((entry, null));
                continue;
            }

            var dose = DoseCalculator.Next(treatment, entry.Body, first, last, isFull ? 100 : entry.Percent);
            (first, last) = (first ?? dose.Body, dose.Body);
            doses.Add((entry, dose));
        }

        return doses;
    }

    /// <summary>When a dose was planned by what stood before it; where the protocol itself delayed it, to the longest delay.</summary>
    /// <param name="treatment">The treatment.</param>
    /// <param name="entry">What was entered of the dose.</param>
    /// <returns>The plan; null where none was: after the last permitted day, or in another cycle.</returns>
    public PlannedDose? PlanOf(Protocols.Arms.Treatment treatment, ExposureEntry entry)
    {
        var before = Log.Before(entry.Treatment, entry.Cycle, entry.Day);
        if (PlanAfter(treatment, before) is not { } plan || plan.Cycle != entry.Cycle)
            return null;
        return (entry.IsByRule || IsHeldByRule(Log, entry.Treatment, entry.Cycle)) && before.FirstDay is { } first ? calendar.Delayed(plan, first) : plan;
    }

    /// <summary>The doses that come after those on record, up to a day, if each is given as planned; for a drug that is held, none but the held one.</summary>
    /// <param name="until">The last planned day that is of interest.</param>
    /// <param name="firstDose">The day on which the first dose is expected, where there was none yet.</param>
    public IReadOnlyList<PlannedDose> Coming(DateOnly until, DateOnly firstDose)
    {
        if (!GoesOn)
            return [];
        if (Log.FirstDay is not { } first)
            return calendar.Coming(firstDose, [], until);
        var held = Arm.Treatments.Where(treatment => TreatmentCalendar.IsHeld(treatment, Log.Records)).Select(treatment => calendar.Next(treatment, Allocation.RandomizedOn, first, Log.Records));
        return [.. calendar.Coming(first, Log.Records, until).Concat(held.OfType<PlannedDose>()).Select(NotBeforeRandomization).OrderBy(dose => dose.Planned).ThenBy(dose => dose.Sequence)];
    }

    private PlannedDose? PlanAfter(Protocols.Arms.Treatment treatment, ExposureLog log) =>
        calendar.Next(treatment, Allocation.RandomizedOn, log.FirstDay, log.Records) is { } plan ? NotBeforeRandomization(plan) : null;

    // The window of the first cycle reaches back to randomization at most.
    private PlannedDose NotBeforeRandomization(PlannedDose plan) => plan.Earliest < Allocation.RandomizedOn ? plan with { Earliest = Allocation.RandomizedOn } : plan;

    // Treatment was paused for a reason for which the protocol itself pauses it.
    private static bool IsHeldByRule(ExposureLog log, string treatment, int cycle) => log.Of(treatment).Any(entry => entry is { Status: DoseStatus.Held, IsByRule: true } && entry.Cycle == cycle);

    private static (BodyMeasures? First, BodyMeasures? Last) BasesOf(Protocols.Arms.Treatment treatment, ExposureLog log)
    {
        var bodies = ByRule(treatment, log).Select(dose => dose.Dose?.Body).OfType<BodyMeasures>().ToList();
        return bodies.Count == 0 ? (null, null) : (bodies[0], bodies[^1]);
    }

    // A cycle begins with the first of its doses; one that was missed or held, with the day planned for it.
    private static List<DateOnly> CycleDays(ExposureLog log) =>
    [
        .. log.Records.GroupBy(record => record.Cycle).OrderBy(cycle => cycle.Key)
            .Select(cycle => cycle.OrderBy(record => record.Status == DoseStatus.Given ? 0 : 1).ThenBy(record => record.Day).First().Day),
    ];

    private static ParticipantMilestones MilestonesOf(StudyDesign design, AllocationRecord allocation, ExposureLog log, IReadOnlyList<Consent> consents, IReadOnlyList<DispositionEvent> dispositions, DateOnly? seen)
    {
        var ended = Last(dispositions, DispositionKind.TreatmentEnd);
        var left = Last(dispositions, DispositionKind.StudyEnd)?.OnDay;
        // Whoever withdraws consent and lets nothing more be collected has left.
        var withdrawn = consents.FirstOrDefault(consent => consent.WithdrawnOn is not null);
        if (withdrawn is { WithdrawnOn: { } day } && string.IsNullOrEmpty(withdrawn.StillAllowed) && !(left < day))
            left = day;
        var died = Last(dispositions, DispositionKind.Death)?.OnDay;
        var isProgression = ended is not null && design.DiscontinuationReasons.Any(reason => reason.IsProgression && string.Equals(reason.Code, ended.Reason, StringComparison.Ordinal));
        // Progression is what was seen; where no image tells of it, treatment may have been ended for it.
        var progressed = seen ?? (isProgression ? ended!.OnDay : null);
        return new ParticipantMilestones(allocation.RandomizedOn, log.FirstDay, log.LastDay, ended?.OnDay ?? left ?? withdrawn?.WithdrawnOn ?? died, progressed, left, died);
    }

    private static DateOnly? ProgressionOf(StudyDesign design, AllocationRecord allocation, IReadOnlyList<FormEntry> entries)
    {
        var forms = from entry in entries
                    where entry.Counts
                    let form = design.Form(entry.Form)
                    where form is { Lesions: not null } or { Response: not null }
                    select new FilledForm(form!, entry);
        return TumorReport.Of(design, [.. forms], allocation.RandomizedOn).FirstProgression;
    }

    private static DispositionEvent? Last(IReadOnlyList<DispositionEvent> dispositions, string kind) => dispositions.LastOrDefault(one => string.Equals(one.Kind, kind, StringComparison.Ordinal));

    private BodyMeasures? Body()
    {
        var weight = Latest("weight", "kg");
        return weight is null ? null : new BodyMeasures(weight.Value, Latest("height", "cm"));
    }

    // The latest answer, on any form, that is a measurement of that name.
    private decimal? Latest(string variable, string unit)
    {
        var found = from entry in entries
                    where entry.Counts
                    let field = Design.Form(entry.Form)?.Fields.FirstOrDefault(field => string.Equals(field.Fact?.Name, variable, StringComparison.Ordinal) && string.Equals(field.Unit, unit, StringComparison.Ordinal))
                    where field is not null
                    let answer = entry.Values().GetValueOrDefault(field.Code)
                    where answer is not null
                    orderby entry.RecordedOn descending, entry.Number descending
                    select (decimal?)decimal.Parse(answer, System.Globalization.CultureInfo.InvariantCulture);
        return found.FirstOrDefault();
    }
}
