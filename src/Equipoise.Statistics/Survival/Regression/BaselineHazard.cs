namespace Equipoise.Statistics.Survival.Regression;

/// <summary>The cumulative hazard that a Cox model gives a participant with certain covariates, at each distinct time at which a
/// row of the stratum ended.</summary>
/// <param name="Stratum">The stratum's label, or null.</param>
/// <param name="Times">The times, earliest first.</param>
/// <param name="CumulativeHazard">Λ(t|x) = exp(xβ)·Λ₀(t), Λ₀ by Breslow's estimate or, with Efron's ties, by his.</param>
/// <param name="Error">The standard error of Λ(t|x), by Tsiatis' formula (Annals of Statistics 1981;9:93–108): the variance is that of Λ₀ with β
/// known, plus dᵀVd, V the fit's variance, robust where it is, and d = ∫(x − x̄) dΛ.</param>
public sealed record BaselineHazard(string? Stratum, IReadOnlyList<double> Times, IReadOnlyList<double> CumulativeHazard, IReadOnlyList<double> Error)
{
    /// <summary>S(t|x) = exp(−Λ(t|x)).</summary>
    public IReadOnlyList<double> Survival => [.. CumulativeHazard.Select(hazard => Math.Exp(-hazard))];

    /// <summary>The curve of every stratum.</summary>
    /// <param name="fit">A fit with Efron's or Breslow's ties.</param>
    /// <param name="values">The covariates of the participant, all 0 when left out.</param>
    /// <exception cref="StatisticsException">The fit has exact ties.</exception>
    public static IReadOnlyList<BaselineHazard> Of(CoxFit fit, IReadOnlyList<double>? values = null)
    {
        ArgumentNullException.ThrowIfNull(fit);
        if (fit.Options.Ties == TieMethod.Exact)
            throw new StatisticsException("A model with exact ties has no baseline hazard: use efron or breslow.");
        var layout = fit.Layout;
        var x = new double[layout.Width];
        for (var j = 0; j < x.Length; j++)
            x[j] = ((values is null ? 0 : values[fit.Kept[j]]) - layout.Center[j]) / layout.Scale[j];
        var hazards = HazardSteps.Of(fit, fit.RelativeRisks());
        var (rows, begins) = layout.Strata is null ? (layout.Data.Order, [0, layout.Data.Count]) : TimeOrder.Within(layout.Data.Order, layout.Strata.Codes, layout.Strata.Levels.Count);
        return [.. Enumerable.Range(0, begins.Length - 1).Select(stratum => Of(fit, hazards, stratum, rows[begins[stratum]..begins[stratum + 1]], x))];
    }

    private static BaselineHazard Of(CoxFit fit, HazardSteps hazards, int stratum, int[] order, double[] x)
    {
        var layout = fit.Layout;
        double linear = 0;
        for (var j = 0; j < x.Length; j++)
            linear += x[j] * fit.Scaled[j];
        var risk = Math.Exp(linear);
        var (times, cumulative, errors) = (new List<double>(), new List<double>(), new List<double>());
        foreach (var row in order)
        {
            var time = layout.Data.Times[row];
            if (times.Count > 0 && times[^1] == time)
                continue;
            var step = hazards.LastAt(stratum, time);
            times.Add(time);
            cumulative.Add(risk * (step?.CumulativeHazard ?? 0));
            errors.Add(step is null ? 0 : risk * Math.Sqrt(step.CumulativeVariance + Spread(fit, step, x)));
        }

        return new BaselineHazard(layout.Strata?.Levels[stratum], times, cumulative, errors);
    }

    private static double Spread(CoxFit fit, HazardSteps.Step step, double[] x)
    {
        var (variance, kept, scale) = (fit.Variance, fit.Kept, fit.Layout.Scale);
        double sum = 0;
        for (var i = 0; i < x.Length; i++)
        {
            for (var j = 0; j < x.Length; j++)
                sum += Distance(i) * variance[kept[i], kept[j]] * Distance(j);
        }

        return sum;

        double Distance(int j) => ((x[j] * step.CumulativeHazard) - step.CumulativeMoment[j]) * scale[j];
    }
}
