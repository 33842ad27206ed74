using Equipoise.Protocols;

namespace Equipoise.Conduct.Treatment;

/// <summary>How much of the study treatment a participant has had.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Arm">The code of the arm of the allocation.</param>
/// <param name="Cycles">The cycles in which something was given.</param>
/// <param name="First">The day of the first dose of all; null where none was given.</param>
/// <param name="Last">The day of the last dose of all; null where none was given.</param>
/// <param name="Treatments">By treatment, in the order of giving: those of the arm, and any other that was given.</param>
public sealed record ParticipantExposure(string Participant, string Arm, int Cycles, DateOnly? First, DateOnly? Last, IReadOnlyList<TreatmentExposure> Treatments)
{
    /// <summary>Days from the first dose to the last, both counted; null where none was given.</summary>
    public int? Days => Last is { } last && First is { } first ? last.DayNumber - first.DayNumber + 1 : null;

    /// <summary>Whether doses may still come.</summary>
    public bool GoesOn { get; init; }

    /// <summary>How often what was otherwise than planned, all treatments together.</summary>
    public DoseCounts Counts => DoseCounts.Sum(Treatments.Select(treatment => treatment.Counts));

    /// <summary>Adds it up.</summary>
    /// <param name="course">The participant's treatment.</param>
    /// <remarks>The relative dose intensity is the dose given per time over the dose planned per time (Hryniuk and Bush, J Clin Oncol 1984; 2: 1281–1288).
    /// Doses by weight change with it, so each counts as its share of the full dose by rule on its day; the time is counted in dosing intervals from
    /// the first dose to the last, with the interval that the last one covers: RDI = Σ share ÷ ((day of last − day of first) ÷ interval + 1). An interval
    /// that is shorter or longer within its window thus counts as what it was. What is taken at home counts by the supply: single doses
    /// taken over those of a full supply, for supplies of which it is known what came back.</remarks>
    public static ParticipantExposure Of(TreatmentCourse course)
    {
        var log = course.Log;
        var others = log.Given.Select(entry => entry.Treatment).Where(code => !course.Arm.Treatments.Any(one => string.Equals(one.Code, code, StringComparison.Ordinal))).Distinct(StringComparer.Ordinal);
        return new ParticipantExposure(
            course.Allocation.Participant,
            course.Arm.Code,
            log.Given.Select(entry => entry.Cycle).Distinct().Count(),
            log.FirstDay,
            log.LastDay,
            [
                .. course.Arm.Treatments.Select(treatment => Of(course, treatment)),
                .. others.Select(code => course.Design.Arms.SelectMany(arm => arm.Treatments).First(one => string.Equals(one.Code, code, StringComparison.Ordinal))).Select(treatment => Of(course, treatment) with { RelativeDoseIntensity = null }),
            ])
        {
            GoesOn = course.GoesOn,
        };
    }

    private static TreatmentExposure Of(TreatmentCourse course, Protocols.Arms.Treatment treatment)
    {
        var (design, log) = (course.Design, course.Log);
        var interval = treatment.Schedule.IsTakenHome ? design.Cycle.Days : treatment.Schedule.EveryDays;
        var doses = TreatmentCourse.ByRule(treatment, log, isFull: true).Select(dose => Taken(design, treatment, log, dose.Entry, dose.Dose)).ToList();
        var known = doses.Where(dose => dose.Amount is not null).ToList();
        var shares = known.Select(dose => dose.Share).ToList();
        // A supply of which nothing is known, between others, leaves the intensity open.
        double? intensity = known.Count > 0 && doses.Take(known.Count).All(dose => dose.Amount is not null) && shares.TrueForAll(share => share is not null)
            ? shares.Sum(share => (double)share!.Value) / (((double)(known[^1].Day.DayNumber - known[0].Day.DayNumber) / interval) + 1)
            : null;
        return new TreatmentExposure(
            treatment.Code, treatment.Name, treatment.Dose.Unit, doses.Count, log.Records.Count(record => record.Status == DoseStatus.Missed && string.Equals(record.Treatment, treatment.Code, StringComparison.Ordinal)),
            known.Sum(dose => dose.Amount!.Value), doses.Count - known.Count, doses is [var first, ..] ? first.Day : null, doses is [.., var last] ? last.Day : null, intensity)
        {
            Held = log.Of(treatment.Code).Where(entry => entry.Status == DoseStatus.Held).Select(entry => entry.Cycle).Distinct().Count(),
            Delayed = log.Given.Count(entry => string.Equals(entry.Treatment, treatment.Code, StringComparison.Ordinal) && IsDelayed(course, treatment, entry)),
            Reduced = log.Given.Count(entry => string.Equals(entry.Treatment, treatment.Code, StringComparison.Ordinal) && entry.Percent < 100),
        };
    }

    // A dose that the protocol itself delays has a longer window; late it is all the same. The first has the window of the first dose of all.
    private static bool IsDelayed(TreatmentCourse course, Protocols.Arms.Treatment treatment, ExposureEntry entry) =>
        course.PlanOf(treatment, entry) is { } plan && entry.Day > (plan.Cycle == 1 ? plan.Latest : plan.Planned.AddDays(treatment.Schedule.Window.After));

    private static (DateOnly Day, decimal? Amount, decimal? Share) Taken(StudyDesign design, Protocols.Arms.Treatment treatment, ExposureLog log, ExposureEntry entry, CalculatedDose? full)
    {
        if (!treatment.Schedule.IsTakenHome)
            return (entry.Day, entry.Amount, full is { Amount: > 0 } ? entry.Amount / full.Amount : null);
        var returned = log.Of(treatment.Code).Where(one => one.Status == DoseStatus.Returned && one.Cycle == entry.Cycle).ToList();
        if (returned.Count == 0 || entry.Count is not { } handedOut)
            return (entry.Day, null, null);
        var taken = handedOut - returned.Sum(one => one.Count ?? 0);
        var supply = design.Cycle.Days / treatment.Schedule.EveryDays * treatment.Schedule.TimesADay;
        return (entry.Day, taken * entry.Amount, full is { Amount: > 0 } ? entry.Amount / full.Amount * taken / supply : null);
    }
}
