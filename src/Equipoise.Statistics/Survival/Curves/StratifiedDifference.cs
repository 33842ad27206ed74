using Equipoise.Statistics.Distributions;

namespace Equipoise.Statistics.Survival.Curves;

/// <summary>Two arms compared within strata and then over them: Σ w_h·difference_h with w_h the stratum's share of the rows, and variance
/// Σ w_h²·(V₁h + V₀h) (as in R's <c>lrstat</c>; without strata the only weight is 1).</summary>
/// <param name="Treated">Σ w_h of the arm of interest.</param>
/// <param name="TreatedVariance">Σ w_h² of its variances.</param>
/// <param name="Control">Σ w_h of the other arm.</param>
/// <param name="ControlVariance">Σ w_h² of its variances.</param>
public sealed record StratifiedDifference(double Treated, double TreatedVariance, double Control, double ControlVariance)
{
    /// <summary>The treated arm minus the control arm.</summary>
    public double Estimate => Treated - Control;

    /// <summary>Its standard error.</summary>
    public double Error => Math.Sqrt(TreatedVariance + ControlVariance);

    /// <summary>The difference over its error.</summary>
    public double Z => Estimate / Error;

    /// <summary>The difference with its limits and two-sided p-value.</summary>
    /// <exception cref="StatisticsException">The level is no probability.</exception>
    public Contrast Contrast(double level)
    {
        // Curves at 0 or 1 have no variance that could be estimated, and so neither limits nor a test.
        var margin = Error > 0 ? Confidence.QuantileOf(level) * Error : double.NaN;
        return new Contrast(Estimate, Estimate - margin, Estimate + margin, Error > 0 ? Normal.TwoSided(Z) : double.NaN);
    }

    /// <summary>Survival at a time, S(t), with Greenwood's variances.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="groups">The two arms, the control first.</param>
    /// <param name="strata">Their strata, or null.</param>
    /// <param name="time">t.</param>
    /// <exception cref="StatisticsException">There are not two arms in each stratum, or a curve has ended by then with survivors.</exception>
    public static StratifiedDifference OfSurvival(SurvivalData data, Factor groups, Factor? strata, double time) => Over(data, groups, strata, curve =>
    {
        if (time > curve.Times[^1] && curve.Survival[^1] > 0)
            throw new StatisticsException($"A curve ends at {curve.Times[^1]:R} with survival above 0, so that survival at {time:R} is unknown: choose a time of at most {curve.Times[^1]:R}.");
        var at = curve.At(time, ConfidenceType.Log, 0.95);
        return (at.Survival, at.Survival > 0 ? at.Error * at.Error : 0);
    });

    /// <summary>Restricted mean survival.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="groups">The two arms, the control first.</param>
    /// <param name="strata">Their strata, or null.</param>
    /// <param name="tau">Up to when.</param>
    /// <exception cref="StatisticsException">There are not two arms in each stratum, or a curve ends before τ with survivors.</exception>
    public static StratifiedDifference OfRestrictedMeans(SurvivalData data, Factor groups, Factor? strata, double tau) => Over(data, groups, strata, curve =>
    {
        var mean = RestrictedMean.Of(curve, tau);
        return (mean.Mean, mean.Variance);
    });

    private static StratifiedDifference Over(SurvivalData data, Factor groups, Factor? strata, Func<SurvivalCurve, (double Value, double Variance)> measure)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(groups);
        if (groups.Levels.Count != 2)
            throw new StatisticsException($"{groups.Name} has {groups.Levels.Count} groups: a difference compares two.");
        var (treated, treatedVariance, control, controlVariance) = (0.0, 0.0, 0.0, 0.0);
        for (var stratum = 0; stratum < (strata?.Levels.Count ?? 1); stratum++)
        {
            var rows = Enumerable.Range(0, data.Count).Where(row => strata is null || strata.Codes[row] == stratum).ToArray();
            var arms = groups.Of(rows);
            if (arms.WithoutEmptyLevels().Levels.Count < 2)
                throw new StatisticsException($"In the stratum {strata?.Levels[stratum] ?? "of all rows"} there is only one arm: join it with another stratum, or leave it out.");
            var curves = KaplanMeier.Estimate(data.Of(rows), arms);
            var weight = (double)rows.Length / data.Count;
            var (ofControl, ofTreated) = (measure(curves[0]), measure(curves[1]));
            treated += weight * ofTreated.Value;
            control += weight * ofControl.Value;
            treatedVariance += weight * weight * ofTreated.Variance;
            controlVariance += weight * weight * ofControl.Variance;
        }

        return new StratifiedDifference(treated, treatedVariance, control, controlVariance);
    }
}
