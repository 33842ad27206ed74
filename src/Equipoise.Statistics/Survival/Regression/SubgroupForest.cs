using Equipoise.Statistics.Distributions;

namespace Equipoise.Statistics.Survival.Regression;

/// <summary>The hazard ratio of two arms in every subgroup, and whether it differs between the subgroups of a variable.</summary>
public static class SubgroupForest
{
    /// <summary>Fits a Cox model of the arm to all rows and to each subgroup's.</summary>
    /// <remarks>The interaction is tested by twice the gain of the log likelihood when products of arm and subgroup are added to a model
    /// with both; on levels − 1 degrees of freedom.</remarks>
    /// <param name="data">The rows.</param>
    /// <param name="arms">The two arms, the control first.</param>
    /// <param name="variables">The variables that make subgroups.</param>
    /// <param name="options">Ties and strata of all the models.</param>
    /// <param name="level">The confidence level.</param>
    /// <exception cref="StatisticsException">There are not two arms, or no events.</exception>
    public static IReadOnlyList<SubgroupEffect> Of(SurvivalData data, Factor arms, IReadOnlyList<Factor> variables, CoxOptions? options = null, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(arms);
        ArgumentNullException.ThrowIfNull(variables);
        options ??= new CoxOptions();
        if (arms.Levels.Count != 2)
            throw new StatisticsException($"{arms.Name} has {arms.Levels.Count} groups: subgroups compare two arms.");
        var effects = new List<SubgroupEffect> { Effect(data, arms, options, level, "all", "all", [.. Enumerable.Range(0, data.Count)], double.NaN, 0) };
        foreach (var variable in variables)
        {
            var (p, df) = Interaction(data, arms, variable, options);
            for (var code = 0; code < variable.Levels.Count; code++)
                effects.Add(Effect(data, arms, options, level, variable.Name, variable.Levels[code], [.. Enumerable.Range(0, data.Count).Where(row => variable.Codes[row] == code)], p, df));
        }

        return effects;
    }

    private static SubgroupEffect Effect(SurvivalData data, Factor arms, CoxOptions options, double level, string variable, string label, int[] rows, double interaction, int df)
    {
        var (count, events) = (new int[2], new int[2]);
        foreach (var row in rows)
        {
            count[arms.Codes[row]]++;
            events[arms.Codes[row]] += data.Events[row] ? 1 : 0;
        }

        var effect = new SubgroupEffect(variable, label, count[1], events[1], count[0], events[0], double.NaN, double.NaN, double.NaN, double.NaN, false, interaction, df);
        if (count[0] == 0 || count[1] == 0 || events[0] + events[1] == 0)
            return effect;
        try
        {
            var fit = CoxRegression.Fit(data.Of(rows), new Covariates().Add(arms.Of(rows)), options with { Strata = options.Strata?.Of(rows).WithoutEmptyLevels(), Clusters = options.Clusters?.Of(rows).WithoutEmptyLevels() });
            var ratio = fit.HazardRatio(0, level);
            return effect with { HazardRatio = ratio.Estimate, Lower = ratio.Lower, Upper = ratio.Upper, PValue = fit.PValue(0), IsInfinite = fit.Infinite.Count > 0 };
        }
        catch (StatisticsException)
        {
            // The arms are never at risk together here: the row stays without a ratio.
            return effect;
        }
    }

    private static (double PValue, int DegreesOfFreedom) Interaction(SurvivalData data, Factor arms, Factor variable, CoxOptions options)
    {
        if (variable.Levels.Count < 2)
            return (double.NaN, 0);
        options = options with { Robust = false };
        var both = new Covariates().Add(arms).Add(variable);
        var with = new Covariates().Add(arms).Add(variable).AddProducts(new Covariates().Add(arms), new Covariates().Add(variable));
        var (small, large) = (CoxRegression.Fit(data, both, options), CoxRegression.Fit(data, with, options));
        var df = large.DegreesOfFreedom - small.DegreesOfFreedom;
        return (ChiSquared.UpperTail(Math.Max(0, 2 * (large.LogLikelihood - small.LogLikelihood)), df), df);
    }
}
