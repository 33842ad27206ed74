using Equipoise.Statistics.LinearAlgebra;

namespace Equipoise.Statistics.Survival.Regression;

/// <summary>The proportional hazards model of Cox (JRSS B 1972;34:187–220): the hazard is λ₀(t)·exp(xβ), λ₀ any function of time
/// and of its own in each stratum.</summary>
public static class CoxRegression
{
    private const double RoundingOfTerms = 1e-13;

    /// <summary>Estimates β by the maximum of the partial likelihood.</summary>
    /// <param name="data">The rows; with (start, stop] intervals covariates may change in time.</param>
    /// <param name="covariates">The columns of x.</param>
    /// <param name="options">Ties, strata, clusters, penalty.</param>
    /// <exception cref="StatisticsException">There is no event or no covariate that varies, or the method cannot take the data's weights.</exception>
    public static CoxFit Fit(SurvivalData data, Covariates covariates, CoxOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(covariates);
        options ??= new CoxOptions();
        Check(data, covariates, options);
        var layout = new CoxLayout(data, covariates.Columns, options.Strata);
        var likelihood = new CoxLikelihood(layout, options.Ties, isPenalized: false);
        likelihood.Evaluate(new double[layout.Width]);
        var atZero = new Cholesky(likelihood.Information, Rounding(layout));
        var kept = Enumerable.Range(0, layout.Width).Where(column => !atZero.IsLeftOut(column)).ToArray();
        if (kept.Length == 0)
            throw new StatisticsException($"No covariate varies among those at risk at an event: {string.Join(", ", covariates.Names)} cannot be estimated.");

        if (kept.Length < layout.Width || options.Firth)
        {
            layout = kept.Length < layout.Width ? new CoxLayout(data, [.. kept.Select(column => covariates.Columns[column])], options.Strata) : layout;
            likelihood = new CoxLikelihood(layout, options.Ties, options.Firth);
            likelihood.Evaluate(new double[layout.Width]);
        }

        var fit = Estimate(layout, likelihood, covariates, options, kept);
        return RobustVariance.IsAskedFor(data, options) ? RobustVariance.Apply(fit) : fit;
    }

    private static void Check(SurvivalData data, Covariates covariates, CoxOptions options)
    {
        if (covariates.Names.Count == 0)
            throw new StatisticsException("The model has no covariates: name at least one.");
        if (data.EventCount == 0)
            throw new StatisticsException("There are no events: a Cox model needs at least one.");
        if (options.Ties == TieMethod.Exact && data.Weights.Length > 0)
            throw new StatisticsException("Exact ties do not take case weights: use efron or breslow.");
        if (options.Ties == TieMethod.Exact && options.Firth)
            throw new StatisticsException("Firth's penalty does not take exact ties: use efron or breslow.");
        if (options.Ties == TieMethod.Exact && RobustVariance.IsAskedFor(data, options))
            throw new StatisticsException("Exact ties have no robust variance: use efron or breslow.");
    }

    // Information is a sum over events of means of squares less squares of means: where a covariate is constant among those at risk, weights leave their last digits.
    private static double[] Rounding(CoxLayout layout)
    {
        double events = 0;
        foreach (var group in layout.Groups)
        {
            for (var position = group.Deaths; position < group.Deaths + group.Count; position++)
                events += layout.Weight[position];
        }

        var largest = new double[layout.Width];
        for (var i = 0; i < layout.X.Length; i++)
            largest[i % largest.Length] = Math.Max(largest[i % largest.Length], Math.Abs(layout.X[i]));
        return Array.ConvertAll(largest, value => RoundingOfTerms * events * value * value);
    }

    // The likelihood comes evaluated at 0.
    private static CoxFit Estimate(CoxLayout layout, CoxLikelihood likelihood, Covariates covariates, CoxOptions options, int[] kept)
    {
        var (valueAtZero, score) = (likelihood.Value, new Cholesky(likelihood.Information).InverseForm(likelihood.Gradient));
        var climb = Newton.Climb(likelihood, new double[layout.Width]);
        var names = covariates.Names;
        return new CoxFit(layout, options, names, kept, new Cholesky(likelihood.Information).Inverse())
        {
            Coefficients = Spread([.. climb.Beta.Select((beta, i) => beta / layout.Scale[i])], kept, names.Count),
            Infinite = [.. kept.Where((_, i) => climb.IsInfinite[i]).Select(column => names[column])],
            LeftOut = [.. names.Where((_, column) => !kept.Contains(column))],
            LogLikelihoodAtZero = valueAtZero,
            LogLikelihood = likelihood.Value,
            ScoreTest = score,
            Iterations = climb.Steps,
            Means = [.. covariates.Columns.Select(column => MiddleOf(column, layout.Data))],
            Scaled = climb.Beta,
        };
    }

    private static double MiddleOf(double[] column, SurvivalData data)
    {
        if (Array.TrueForAll(column, value => value is -1 or 0 or 1))
            return 0;
        // R's coxph takes the plain mean where rows enter late.
        if (data.Starts.Length > 0)
            return column.Sum(value => value / column.Length);
        double mean = 0, weights = 0;
        for (var row = 0; row < column.Length; row++)
            weights += data.WeightOf(row);
        for (var row = 0; row < column.Length; row++)
            mean += data.WeightOf(row) / weights * column[row];
        return mean;
    }

    private static double[] Spread(double[] values, int[] kept, int count)
    {
        var spread = new double[count];
        Array.Fill(spread, double.NaN);
        for (var i = 0; i < kept.Length; i++)
            spread[kept[i]] = values[i];
        return spread;
    }

    internal static double[,] Spread(double[,] scaled, double[] scale, int[] kept, int count)
    {
        var spread = new double[count, count];
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++)
                spread[i, j] = double.NaN;
        }

        for (var i = 0; i < kept.Length; i++)
        {
            for (var j = 0; j < kept.Length; j++)
                spread[kept[i], kept[j]] = scaled[i, j] / scale[i] / scale[j];
        }

        return spread;
    }
}
