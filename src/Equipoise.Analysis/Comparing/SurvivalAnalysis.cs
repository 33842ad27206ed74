using Equipoise.Analysis.Endpoints;
using Equipoise.Protocols.Outcomes;
using Equipoise.Statistics;
using Equipoise.Statistics.Multiplicity;
using Equipoise.Statistics.Survival;
using Equipoise.Statistics.Survival.Comparisons;
using Equipoise.Statistics.Survival.Curves;
using Equipoise.Statistics.Survival.Regression;

namespace Equipoise.Analysis.Comparing;

/// <summary>Analyzes times to an event as the plan says: curves by arm, and each comparison by stratified log-rank test and stratified Cox model, in
/// the arms as allocated and the strata as used (ICH E9 5.2.1: intention to treat).</summary>
public static class SurvivalAnalysis
{
    /// <summary>Days in a month: a twelfth of 365.25.</summary>
    public const double DaysOfMonth = 30.4375;

    private const double Level = 0.95;

    /// <summary>Analyzes.</summary>
    /// <param name="times">A row for each participant randomized.</param>
    /// <param name="arms">The codes of the arms in the protocol's order.</param>
    /// <param name="plan">Which arms are compared, and how the error is shared.</param>
    /// <exception cref="AnalysisException">There is nobody to analyze.</exception>
    public static SurvivalResults Analyze(IReadOnlyList<EventTime> times, IReadOnlyList<string> arms, AnalysisPlan plan)
    {
        if (times.Count == 0)
            throw new AnalysisException("Nobody was randomized by the cutoff: there is nothing to analyze yet.");
        var comparisons = plan.Comparisons.Select(comparison => Compare(times, comparison)).ToList();
        return new SurvivalResults(
            [.. arms.Select(arm => Describe(arm, [.. times.Where(time => string.Equals(time.Arm, arm, StringComparison.Ordinal))])).OfType<ArmResult>()],
            Adjust(comparisons, plan.Procedure),
            KaplanMeier.Estimate(DataOf(times).Reversed()).Quantile(0.5, ConfidenceType.LogLog, Level).Time);
    }

    private static ArmResult? Describe(string arm, IReadOnlyList<EventTime> times)
    {
        if (times.Count == 0)
            return null;
        var data = DataOf(times);
        var curve = KaplanMeier.Estimate(data);
        return new ArmResult(arm, times.Count, data.EventCount, curve, curve.Quantile(0.5, ConfidenceType.LogLog, Level), curve.At(12, ConfidenceType.LogLog, Level));
    }

    private static ComparisonResult Compare(IReadOnlyList<EventTime> all, ArmComparison comparison)
    {
        var times = all.Where(time => time.Arm is var arm && (string.Equals(arm, comparison.Experimental, StringComparison.Ordinal) || string.Equals(arm, comparison.Control, StringComparison.Ordinal))).ToList();
        var result = new ComparisonResult { Experimental = comparison.Experimental, Control = comparison.Control, Events = times.Count(time => time.IsEvent) };
        if (times.Select(time => time.Arm).Distinct(StringComparer.Ordinal).Count() < 2)
            return result with { Note = "One of the two arms has nobody yet." };
        if (result.Events == 0)
            return result with { Note = "There is no event yet." };

        var data = DataOf(times);
        var groups = Factor.Of("arm", [.. times.Select(time => time.Arm)], [comparison.Control, comparison.Experimental]);
        var strata = Factor.Of("stratum", [.. times.Select(time => time.Stratum)]);
        try
        {
            var test = LogRank.Test(data, groups, strata);
            var fit = CoxRegression.Fit(
                data,
                new Covariates().Add("arm", [.. times.Select(time => string.Equals(time.Arm, comparison.Experimental, StringComparison.Ordinal) ? 1.0 : 0.0)]),
                new CoxOptions { Strata = strata });
            return fit.Infinite.Count > 0 || fit.LeftOut.Count > 0
                ? result with { PValue = Known(test.OneSidedPValue), Note = "All events that tell the arms apart are in one of them: the hazard ratio has no finite estimate yet." }
                : result with { PValue = Known(test.OneSidedPValue), HazardRatio = fit.HazardRatio(0, Level) };
        }
        catch (StatisticsException refusal)
        {
            return result with { Note = refusal.Message };
        }
    }

    private static IReadOnlyList<ComparisonResult> Adjust(List<ComparisonResult> comparisons, string procedure)
    {
        if (comparisons.Exists(comparison => comparison.PValue is null))
            return comparisons;
        IReadOnlyList<double> values = [.. comparisons.Select(comparison => comparison.PValue!.Value)];
        var adjusted = procedure switch
        {
            "Holm" => AdjustedPValues.Holm(values),
            "Hochberg" => AdjustedPValues.Hochberg(values),
            "Bonferroni" => AdjustedPValues.Bonferroni(values),
            // In a fixed order none counts for more than those before it.
            "fixedSequence" => [.. values.Select((_, at) => values.Take(at + 1).Max())],
            _ => [.. values],
        };
        return [.. comparisons.Select((comparison, at) => comparison with { AdjustedPValue = adjusted[at] })];
    }

    private static SurvivalData DataOf(IReadOnlyList<EventTime> times) =>
        new([.. times.Select(time => time.Days / DaysOfMonth)], [.. times.Select(time => time.IsEvent)]);

    private static double? Known(double value) => double.IsNaN(value) ? null : value;
}
