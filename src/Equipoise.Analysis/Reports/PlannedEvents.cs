using Equipoise.Analysis.Comparing;
using Equipoise.Analysis.Plans;
using Equipoise.Statistics;
using Equipoise.Statistics.Design;

namespace Equipoise.Analysis.Reports;

/// <summary>The events of the primary endpoint that the design expected over the calendar, all arms together.</summary>
/// <remarks>Each experimental arm fills beside its control arm at its part of the accrual; expectations are those of <see cref="TrialTimeline"/> (Lachin and Foulkes,
/// Biometrics 1986;42:507–519), with exponential survival in the control arm. Months since the first randomization.</remarks>
public sealed class PlannedEvents
{
    private readonly List<(string Arm, TrialTimeline Timeline)> arms = [];
    private readonly StatisticalPlan plan;

    private PlannedEvents(StatisticalPlan plan) => this.plan = plan;

    /// <summary>The expectations; null where the plan says nothing of them.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="parts">The arms with their parts of the allocation.</param>
    /// <param name="enrollment">How many are to be randomized.</param>
    public static PlannedEvents? Of(StatisticalPlan plan, IReadOnlyList<(string Arm, double Part)> parts, int enrollment)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(parts);
        if (plan is not { Expected: { } expected, ControlMedian: { } median } || plan.PrimaryComparisons.FirstOrDefault() is not { } first)
            return null;
        var planned = new PlannedEvents(plan);
        var (all, control) = (parts.Sum(one => one.Part), parts.First(one => string.Equals(one.Arm, first.Control, StringComparison.Ordinal)).Part);
        foreach (var (arm, part) in parts.Where(one => !string.Equals(one.Arm, first.Control, StringComparison.Ordinal)))
        {
            planned.arms.Add((arm, new TrialTimeline(
                expected.Accrual.Times((control + part) / all), expected.Accrual.TimeOf(enrollment), PiecewiseRate.Constant(Math.Log(2) / median),
                PiecewiseRate.Constant(expected.HazardRatios.GetValueOrDefault(arm, 1)), PiecewiseRate.Constant(expected.Dropout), part / control)));
        }

        return planned;
    }

    /// <summary>The events expected by a month.</summary>
    public double By(double month)
    {
        if (!(month > 0))
            return 0;
        var now = arms.ConvertAll(arm => arm.Timeline.At(month));
        return now[0].ControlEvents + now.Sum(one => one.TreatedEvents);
    }

    /// <summary>The month in which a look was expected: when the slowest comparison of the primary endpoint has its events; null where it never has.</summary>
    public double? MonthOf(PlannedLook look)
    {
        ArgumentNullException.ThrowIfNull(look);
        try
        {
            return plan.PrimaryComparisons.Select(comparison => arms.Find(arm => string.Equals(arm.Arm, comparison.Experimental, StringComparison.Ordinal)).Timeline?.TimeOf(Math.Ceiling(look.Information * comparison.Events))).Max();
        }
        catch (StatisticsException)
        {
            // The design could not have as many events at all.
            return null;
        }
    }

    /// <summary>The day of a month of the calendar.</summary>
    /// <param name="start">The day of the first randomization.</param>
    /// <param name="month">Months since then.</param>
    public static DateOnly DayOf(DateOnly start, double month) => start.AddDays((int)Math.Round(month * SurvivalAnalysis.DaysOfMonth));
}
