namespace Equipoise.Statistics.Survival.Regression;

/// <summary>The sandwich variance of a model that need not hold for rows that are not independent (Lin and Wei, JASA
/// 1989;84:1074–1078): DᵀD, D being the weighted changes of the coefficients without each row, summed over clusters.</summary>
internal static class RobustVariance
{
    public static bool IsAskedFor(SurvivalData data, CoxOptions options) =>
        options.Robust ?? (options.Clusters is not null || data.HasFractionalWeights);

    public static CoxFit Apply(CoxFit fit)
    {
        var (layout, residuals, width) = (fit.Layout, CoxResiduals.Of(fit), fit.Layout.Width);
        var clusters = fit.Options.Clusters;
        var sums = new double[clusters?.Levels.Count ?? fit.Rows][];
        for (var position = 0; position < fit.Rows; position++)
        {
            var change = residuals.ScaledDfBeta(position);
            var sum = sums[clusters?.Codes[layout.Rows[position]] ?? position] ??= new double[width];
            for (var j = 0; j < width; j++)
                sum[j] += change[j];
        }

        var variance = new double[width, width];
        foreach (var sum in sums)
        {
            for (var i = 0; sum is not null && i < width; i++)
            {
                for (var j = 0; j < width; j++)
                    variance[i, j] += sum[i] * sum[j];
            }
        }

        return fit.WithVariance(variance);
    }
}
