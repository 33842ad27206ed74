using Equipoise.Analysis.Comparing;
using Equipoise.Analysis.Datasets;
using Equipoise.Analysis.Looks;
using Equipoise.Analysis.Plans;
using Equipoise.Conduct.Analyses;
using Equipoise.Protocols;

namespace Equipoise.Analysis.Reports;

/// <summary>Events of all arms together over the calendar, what is to be expected, and when the next look is.</summary>
/// <param name="Start">The day of the first randomization.</param>
/// <param name="Cutoff">The cutoff.</param>
/// <param name="Seen">Each day with events until the cutoff, with how many there are by then.</param>
/// <param name="Expected">Days from the cutoff on with the events to expect by them; none where nothing can be foretold.</param>
/// <param name="Next">The next look of the plan; null where none is left.</param>
/// <param name="Target">The events of all arms together at which the next look is to be expected; null where none is left.</param>
/// <param name="NextDay">The day on which it is to be expected; null where nothing can be foretold.</param>
/// <param name="Planned">Days since the start with the events that the design expected by them; none where the plan does not say.</param>
/// <param name="PlannedDay">The day on which the design expected the next look; null where the plan does not say.</param>
public sealed record EventProgress(
    DateOnly Start, DateOnly Cutoff, IReadOnlyList<(DateOnly Day, int Events)> Seen, IReadOnlyList<(DateOnly Day, double Events)> Expected, PlannedLook? Next, double? Target, DateOnly? NextDay,
    IReadOnlyList<(DateOnly Day, double Events)> Planned, DateOnly? PlannedDay)
{
    private const int DaysBetween = 30;
    private const int MostPoints = 60;

    /// <summary>Follows the events.</summary>
    /// <remarks>A look is due when the comparison that is slowest to have its events has them. How many that is of all arms together is told by the shares of
    /// participants in the arms: nobody need know which arm has how many.</remarks>
    /// <param name="data">What is known.</param>
    /// <param name="plan">Looks and planned events.</param>
    /// <param name="design">The arms and how many are to be randomized.</param>
    /// <param name="looks">The looks recorded by now.</param>
    public static EventProgress Of(StudyData data, StatisticalPlan plan, StudyDesign design, IReadOnlyList<RecordedLook> looks)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(looks);
        var times = data.TimesOf(plan.Primary, plan.PrimarySet);
        var next = looks.Any(look => look.IsFinal != 0) || looks.Count >= plan.Looks.Count ? null : plan.Looks[looks.Count];
        var target = next is null || times.Count == 0 ? (double?)null : plan.PrimaryComparisons.Max(comparison =>
            SurvivalAnalysis.Of(times, comparison).Count is > 0 and var both ? Math.Ceiling(next.Information * comparison.Events) * times.Count / both : double.PositiveInfinity);
        var forecast = EventForecast.Of(data, plan, design.Enrollment);
        var day = target is { } needed && double.IsFinite(needed) ? forecast?.DayOf(needed) : null;
        var end = day is { } known && known > data.Cutoff ? known.AddDays(2 * DaysBetween) : data.Cutoff.AddDays(12 * DaysBetween);
        var step = Math.Max(DaysBetween, (end.DayNumber - data.Cutoff.DayNumber) / MostPoints);
        var seen = new List<(DateOnly, int)>();
        foreach (var group in times.Where(time => time.IsEvent).GroupBy(time => time.End).OrderBy(group => group.Key))
            seen.Add((group.Key, group.Count() + (seen.Count > 0 ? seen[^1].Item2 : 0)));
        var start = times.Count == 0 ? data.Cutoff : times.Min(time => time.Start);
        var planned = PlannedEvents.Of(plan, [.. design.Arms.Select((arm, at) => (arm.Code, (double)design.Allocation.Ratio[at]))], design.Enrollment);
        return new EventProgress(
            start,
            data.Cutoff,
            seen,
            forecast is null ? [] : [.. Enumerable.Range(0, ((end.DayNumber - data.Cutoff.DayNumber) / step) + 1).Select(at => data.Cutoff.AddDays(at * step)).Select(at => (at, forecast.ExpectedBy(at)))],
            next,
            target is { } finite && double.IsFinite(finite) ? finite : null,
            day,
            planned is null ? [] : [.. Enumerable.Range(0, ((end.DayNumber - start.DayNumber) / DaysBetween) + 2).Select(at => start.AddDays(at * DaysBetween)).Select(at => (at, planned.By((at.DayNumber - start.DayNumber) / SurvivalAnalysis.DaysOfMonth)))],
            next is not null && planned?.MonthOf(next) is { } month ? PlannedEvents.DayOf(start, month) : null);
    }
}
