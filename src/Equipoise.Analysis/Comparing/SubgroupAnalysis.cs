using Equipoise.Analysis.Datasets;
using Equipoise.Analysis.Plans;
using Equipoise.Statistics;
using Equipoise.Statistics.Survival;
using Equipoise.Statistics.Survival.Regression;

namespace Equipoise.Analysis.Comparing;

/// <summary>The hazard ratio of a comparison in each of the plan's subgroups, not stratified, with tests of interaction.</summary>
public static class SubgroupAnalysis
{
    /// <summary>The rows of a forest plot, everybody first; none where the two arms cannot be compared.</summary>
    /// <param name="data">What is known.</param>
    /// <param name="plan">Whose subgroups.</param>
    /// <param name="comparison">Which two arms.</param>
    public static IReadOnlyList<SubgroupEffect> Of(StudyData data, StatisticalPlan plan, PlannedComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(plan);
        var times = SurvivalAnalysis.Of(data.TimesOf(plan.EndpointOf(comparison), plan.PrimarySet), comparison);
        if (times.Select(time => time.Arm).Distinct(StringComparer.Ordinal).Count() < 2 || !times.Exists(time => time.IsEvent))
            return [];
        var variables = new SubjectVariables(data);
        var arms = Factor.Of("arm", [.. times.Select(time => time.Arm)], [comparison.Control, comparison.Experimental]);
        try
        {
            return SubgroupForest.Of(SurvivalAnalysis.DataOf(times), arms, [.. plan.Subgroups.Select(code => variables.Factor(times, code))], level: plan.Confidence);
        }
        catch (StatisticsException)
        {
            // A model of an interaction that the data cannot bear: then everybody alone.
            return SubgroupForest.Of(SurvivalAnalysis.DataOf(times), arms, [], level: plan.Confidence);
        }
    }
}
