using Equipoise.Protocols;
using Equipoise.Protocols.Arms;

namespace Equipoise.Conduct.Treatment;

/// <summary>The days on which an arm's treatments are given. All days are those of the site's time zone.</summary>
/// <remarks>The rhythm starts at the first dose. A dose given in its window keeps the rhythm; one given outside starts it anew from its
/// own day, so that the interval to the next is never shortened by a delay. A missed dose leaves the rhythm as it is; after a hold
/// there is none until treatment is resumed. What is taken home is handed out once a cycle.</remarks>
public sealed class TreatmentCalendar
{
    private const int MostCycles = 400;
    private const int FurthestYears = 30;
    private readonly StudyDesign design;
    private readonly Arm arm;

    /// <summary>The calendar of an arm.</summary>
    /// <param name="design">The study.</param>
    /// <param name="armCode">The code of the arm.</param>
    public TreatmentCalendar(StudyDesign design, string armCode) => (this.design, arm) = (design, design.Arm(armCode));

    /// <summary>The last day on which a dose may be given: the day before so many calendar months after the first dose.</summary>
    /// <param name="firstDose">The day of the first dose.</param>
    /// <returns>The day; null where the protocol has no limit for the arm.</returns>
    public DateOnly? LastPermittedDay(DateOnly firstDose) =>
        design.MaximumTreatment is { } maximum && maximum.Arms.Contains(arm.Code, StringComparer.Ordinal) ? firstDose.AddMonths(maximum.Months).AddDays(-1) : null;

    /// <summary>The day by which the first dose is to be given.</summary>
    public DateOnly FirstDoseBy(DateOnly randomized) => randomized.AddDays(design.FirstDoseDays);

    /// <summary>The doses still to come.</summary>
    /// <param name="firstDose">The day of the first dose.</param>
    /// <param name="records">What became of those before, in any order.</param>
    /// <param name="until">The last planned day that is of interest.</param>
    public IReadOnlyList<PlannedDose> Coming(DateOnly firstDose, IReadOnlyList<DoseRecord> records, DateOnly until)
    {
        var last = LastPermittedDay(firstDose) ?? DateOnly.MaxValue;
        return
        [
            .. arm.Treatments.SelectMany(treatment => Coming(treatment, firstDose, records, until < last ? until : last, last))
                .OrderBy(dose => dose.Planned).ThenBy(dose => dose.Sequence),
        ];
    }

    /// <summary>The next dose of a treatment, paused or not; null where the last permitted day comes before it.</summary>
    /// <param name="treatment">The treatment.</param>
    /// <param name="randomized">The day of randomization, from which the first dose of all is planned.</param>
    /// <param name="firstDose">The day of the first dose of all; null before it.</param>
    /// <param name="records">What became of those before, in any order.</param>
    public PlannedDose? Next(Protocols.Arms.Treatment treatment, DateOnly randomized, DateOnly? firstDose, IReadOnlyList<DoseRecord> records)
    {
        if (firstDose is not { } first)
            return new PlannedDose(1, treatment.Code, treatment.Sequence, randomized, randomized, FirstDoseBy(randomized));
        var last = LastPermittedDay(first) ?? DateOnly.MaxValue;
        List<DoseRecord> done = [.. records.Where(record => record.Status != DoseStatus.Held)];
        return Coming(treatment, first, done, last < first.AddYears(FurthestYears) ? last : first.AddYears(FurthestYears), last).FirstOrDefault();
    }

    /// <summary>A planned dose that the protocol itself delays: its window reaches to the longest delay.</summary>
    public PlannedDose Delayed(PlannedDose dose, DateOnly firstDose)
    {
        var last = LastPermittedDay(firstDose) ?? DateOnly.MaxValue;
        var latest = design.DoseRules.LongestDelayDays is { } longest ? dose.Planned.AddDays(longest) : DateOnly.MaxValue;
        return dose with { Latest = latest < last ? latest : last };
    }

    /// <summary>Whether a treatment is paused.</summary>
    public static bool IsHeld(Protocols.Arms.Treatment treatment, IReadOnlyList<DoseRecord> records) =>
        records.Where(record => string.Equals(record.Treatment, treatment.Code, StringComparison.Ordinal)).MaxBy(record => record.Cycle)?.Status == DoseStatus.Held;

    private IEnumerable<PlannedDose> Coming(Protocols.Arms.Treatment treatment, DateOnly firstDose, IReadOnlyList<DoseRecord> records, DateOnly until, DateOnly last)
    {
        var interval = IntervalDays(treatment);
        var window = treatment.Schedule.Window;
        var (cycle, planned) = (1, firstDose);
        foreach (var record in records.Where(record => string.Equals(record.Treatment, treatment.Code, StringComparison.Ordinal)).OrderBy(record => record.Cycle))
        {
            if (record.Status == DoseStatus.Held)
                yield break;
            var isInWindow = record.Day >= planned.AddDays(-window.Before) && record.Day <= planned.AddDays(window.After);
            planned = (record.Status == DoseStatus.Given && !isInWindow ? record.Day : planned).AddDays(interval);
            cycle = record.Cycle + 1;
        }

        for (; planned <= until && cycle <= MostCycles; planned = planned.AddDays(interval), cycle++)
            yield return new PlannedDose(cycle, treatment.Code, treatment.Sequence, planned, planned.AddDays(-window.Before), planned.AddDays(window.After) < last ? planned.AddDays(window.After) : last);
    }

    private int IntervalDays(Protocols.Arms.Treatment treatment) => treatment.Schedule.IsTakenHome ? design.Cycle.Days : treatment.Schedule.EveryDays;
}
