using Equipoise.Analysis.Datasets;
using Equipoise.Analysis.Endpoints;
using Equipoise.Analysis.Plans;
using Equipoise.Statistics;
using Equipoise.Statistics.Survival;
using Equipoise.Statistics.Survival.Comparisons;
using Equipoise.Statistics.Survival.Curves;
using Equipoise.Statistics.Survival.Regression;

namespace Equipoise.Analysis.Comparing;

/// <summary>Analyzes times to an event as the plan says: curves by arm, and each comparison by stratified log-rank test and stratified Cox model, in
/// the plan's population and by the plan's strata (ICH E9 5.2.1: intention to treat).</summary>
public static class SurvivalAnalysis
{
    /// <summary>Days in a month: a twelfth of 365.25.</summary>
    public const double DaysOfMonth = 30.4375;

    /// <summary>Analyzes.</summary>
    /// <param name="data">What is known.</param>
    /// <param name="arms">The codes of the arms in the protocol's order.</param>
    /// <param name="plan">How.</param>
    /// <param name="endpoint">The code of the endpoint; the primary one where left out.</param>
    /// <exception cref="AnalysisException">There is nobody to analyze.</exception>
    public static SurvivalResults Analyze(StudyData data, IReadOnlyList<string> arms, StatisticalPlan plan, string? endpoint = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(plan);
        var code = endpoint ?? plan.Primary;
        var times = data.TimesOf(code, plan.PrimarySet);
        if (times.Count == 0)
            throw new AnalysisException(data.Subjects.Any(subject => subject.IsRandomized)
                ? $"Nobody in the set {plan.Population} has a time of {code} by the cutoff: there is nothing to analyze yet."
                : "Nobody was randomized by the cutoff: there is nothing to analyze yet.");
        var variables = new SubjectVariables(data);
        var tested = plan.Comparisons.Any(comparison => string.Equals(plan.EndpointOf(comparison), code, StringComparison.Ordinal))
            ? [.. Hypotheses(data, plan).Where(result => string.Equals(result.Endpoint.Length == 0 ? plan.Primary : result.Endpoint, code, StringComparison.Ordinal))]
            : plan.ArmPairs.Select(pair => Compare(times, pair.Experimental, pair.Control, plan, variables)).ToList();
        return new SurvivalResults(
            [.. arms.Select(arm => Describe(arm, [.. times.Where(time => string.Equals(time.Arm, arm, StringComparison.Ordinal))], plan.Confidence)).OfType<ArmResult>()],
            tested,
            KaplanMeier.Estimate(DataOf(times).Reversed()).Quantile(0.5, ConfidenceType.LogLog, plan.Confidence).Time);
    }

    /// <summary>The comparisons that the plan tests, each on its own endpoint, in the plan's order, with p-values adjusted over all of them.</summary>
    /// <param name="data">What is known.</param>
    /// <param name="plan">How.</param>
    public static IReadOnlyList<ComparisonResult> Hypotheses(StudyData data, StatisticalPlan plan)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(plan);
        var variables = new SubjectVariables(data);
        return Adjust(
            [.. plan.Comparisons.Select(comparison => Compare(data.TimesOf(plan.EndpointOf(comparison), plan.PrimarySet), comparison.Experimental, comparison.Control, plan, variables) with { Endpoint = comparison.Endpoint })], plan);
    }

    /// <summary>Times as data of months.</summary>
    internal static SurvivalData DataOf(IReadOnlyList<EventTime> times) => new([.. times.Select(time => time.Days / DaysOfMonth)], [.. times.Select(time => time.IsEvent)]);

    /// <summary>The times of the two arms of a comparison.</summary>
    internal static List<EventTime> Of(IEnumerable<EventTime> times, PlannedComparison comparison) => Of(times, comparison.Experimental, comparison.Control);

    private static List<EventTime> Of(IEnumerable<EventTime> times, string experimental, string control) =>
        [.. times.Where(time => string.Equals(time.Arm, experimental, StringComparison.Ordinal) || string.Equals(time.Arm, control, StringComparison.Ordinal))];

    private static ArmResult? Describe(string arm, IReadOnlyList<EventTime> times, double level)
    {
        if (times.Count == 0)
            return null;
        var data = DataOf(times);
        var curve = KaplanMeier.Estimate(data);
        return new ArmResult(arm, times.Count, data.EventCount, curve, curve.Quantile(0.5, ConfidenceType.LogLog, level), curve.At(12, ConfidenceType.LogLog, level));
    }

    private static ComparisonResult Compare(IReadOnlyList<EventTime> all, string experimental, string control, StatisticalPlan plan, SubjectVariables variables)
    {
        var times = Of(all, experimental, control);
        var result = new ComparisonResult { Experimental = experimental, Control = control, Events = times.Count(time => time.IsEvent) };
        if (times.Select(time => time.Arm).Distinct(StringComparer.Ordinal).Count() < 2)
            return result with { Note = "One of the two arms has nobody yet." };
        if (result.Events == 0)
            return result with { Note = "There is no event yet." };

        var data = DataOf(times);
        var groups = Factor.Of("arm", [.. times.Select(time => time.Arm)], [control, experimental]);
        var strata = variables.Strata(times, plan.Strata);
        try
        {
            var test = LogRank.Test(data, groups, strata);
            result = result with { Z = Known(-test.Z), PValue = Known(test.OneSidedPValue) };
            var covariates = new Covariates().Add("arm", [.. times.Select(time => string.Equals(time.Arm, experimental, StringComparison.Ordinal) ? 1.0 : 0.0)]);
            foreach (var code in plan.Covariates)
                covariates.Add(variables.Factor(times, code).WithoutEmptyLevels());
            var fit = CoxRegression.Fit(data, covariates, new CoxOptions { Strata = strata });
            return fit.Infinite.Contains("arm", StringComparer.Ordinal) || fit.LeftOut.Contains("arm", StringComparer.Ordinal)
                ? result with { Note = "All events that tell the arms apart are in one of them: the hazard ratio has no finite estimate yet." }
                : result with { HazardRatio = fit.HazardRatio(0, plan.Confidence) };
        }
        catch (StatisticsException refusal)
        {
            return result with { Note = refusal.Message };
        }
    }

    private static IReadOnlyList<ComparisonResult> Adjust(List<ComparisonResult> comparisons, StatisticalPlan plan)
    {
        if (comparisons.Exists(comparison => comparison.PValue is null))
            return comparisons;
        var adjusted = plan.Graph().Adjust([.. comparisons.Select(comparison => comparison.PValue!.Value)]);
        return [.. comparisons.Select((comparison, at) => comparison with { AdjustedPValue = adjusted[at] })];
    }

    private static double? Known(double value) => double.IsNaN(value) ? null : value;
}
