using Equipoise.Statistics.Distributions;
using Equipoise.Statistics.LinearAlgebra;
using Equipoise.Statistics.Survival.Curves;

namespace Equipoise.Statistics.Survival.Regression;

/// <summary>Restricted mean survival of two arms adjusted for covariates: the regression of min(T, τ) on them (Tian, Zhao and Wei, Biostatistics 2014;15:222–233;
/// the method of R's <c>survRM2</c>).</summary>
/// <remarks>Rows whose min(T, τ) is known are weighted by 1/Ĝ, the Kaplan–Meier estimate of censoring in their arm; β solves Σ w·x·(y − μ(xβ)) = 0,
/// and its covariance is A⁻¹ Σ κκᵀ A⁻¹ with A = Σ μ′·x·xᵀ, κ being each row's part of the equation with that of estimating Ĝ.</remarks>
public sealed class RestrictedMeanRegression
{
    private const double LeastCensoringSurvival = 0.001;

    private RestrictedMeanRegression(RestrictedMeanScale scale, IReadOnlyList<string> names, double[] coefficients, double[,] variance) =>
        (Scale, Names, Coefficients, Variance) = (scale, names, coefficients, variance);

    /// <summary>The scale of the coefficients.</summary>
    public RestrictedMeanScale Scale { get; }

    /// <summary>The names of the coefficients: the intercept, the arm, the covariates.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The coefficients.</summary>
    public IReadOnlyList<double> Coefficients { get; }

    /// <summary>Their covariance.</summary>
    public double[,] Variance { get; }

    /// <summary>A coefficient on the scale of times or ratios, with limits and a two-sided p-value.</summary>
    /// <exception cref="StatisticsException">The level is no probability.</exception>
    public Contrast Contrast(int coefficient, double level)
    {
        var (beta, error) = (Coefficients[coefficient], Math.Sqrt(Variance[coefficient, coefficient]));
        var margin = Confidence.QuantileOf(level) * error;
        return Scale == RestrictedMeanScale.Difference
            ? new Contrast(beta, beta - margin, beta + margin, Normal.TwoSided(beta / error))
            : new Contrast(Math.Exp(beta), Math.Exp(beta - margin), Math.Exp(beta + margin), Normal.TwoSided(beta / error));
    }

    /// <summary>Fits the regression.</summary>
    /// <param name="data">The rows, right censored.</param>
    /// <param name="arms">The two arms, the control first.</param>
    /// <param name="covariates">What to adjust for.</param>
    /// <param name="tau">τ, in the unit of the data.</param>
    /// <param name="scale">The scale.</param>
    /// <exception cref="StatisticsException">There are not two arms, rows enter late or have weights, a covariate is determined by others, or it does not converge.</exception>
    public static RestrictedMeanRegression Fit(SurvivalData data, Factor arms, Covariates covariates, double tau, RestrictedMeanScale scale)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(arms);
        ArgumentNullException.ThrowIfNull(covariates);
        if (arms.Levels.Count != 2)
            throw new StatisticsException($"{arms.Name} has {arms.Levels.Count} groups: restricted means compare two arms.");
        if (data.Weights.Length > 0 || data.Starts.Length > 0)
            throw new StatisticsException("Adjusted restricted means take no weights and no late entry: leave them out.");
        if (!(tau > 0 && double.IsFinite(tau)))
            throw new StatisticsException($"The restriction time is {tau:R}: write a time above 0.");
        string[] names = ["intercept", arms.Name + arms.Levels[1], .. covariates.Names];
        var rows = Enumerable.Range(0, data.Count).Select(row => (double[])[1, arms.Codes[row], .. covariates.Columns.Select(column => column[row])]).ToArray();
        var y = data.Times.ToArray().Select(time => Math.Min(time, tau)).ToArray();
        var isKnown = data.Events.ToArray().Select((isEvent, row) => isEvent || y[row] == tau).ToArray();
        var groups = Enumerable.Range(0, 2).Select(arm => new CensoredArm(Enumerable.Range(0, data.Count).Where(row => arms.Codes[row] == arm), y, isKnown, LeastCensoringSurvival)).ToArray();
        var weights = new double[data.Count];
        foreach (var group in groups)
            group.Weigh(weights);
        var response = scale == RestrictedMeanScale.LossRatio ? Array.ConvertAll(y, value => tau - value) : y;
        var beta = Solve(rows, response, weights, scale, names);
        var variance = Sandwich(rows, response, weights, scale, beta, groups);
        return new RestrictedMeanRegression(scale, names, beta, variance);
    }

    private static double Mean(RestrictedMeanScale scale, double linear) => scale == RestrictedMeanScale.Difference ? linear : Math.Exp(linear);

    private static double Linear(double[] x, double[] beta)
    {
        double sum = 0;
        for (var j = 0; j < x.Length; j++)
            sum += x[j] * beta[j];
        return sum;
    }

    private static double[] Solve(double[][] rows, double[] response, double[] weights, RestrictedMeanScale scale, string[] names)
    {
        var beta = new double[names.Length];
        if (scale != RestrictedMeanScale.Difference)
            beta[0] = Math.Log(Math.Max(1e-300, rows.Select((_, i) => weights[i] * response[i]).Sum() / weights.Sum()));
        for (var step = 0; step < 100; step++)
        {
            var (score, information) = (new double[beta.Length], new double[beta.Length, beta.Length]);
            for (var i = 0; i < rows.Length; i++)
            {
                var mean = Mean(scale, Linear(rows[i], beta));
                Add(score, rows[i], weights[i] * (response[i] - mean));
                Add(information, rows[i], weights[i] * (scale == RestrictedMeanScale.Difference ? 1 : mean));
            }

            var factored = new Cholesky(information);
            if (Enumerable.Range(0, beta.Length).FirstOrDefault(factored.IsLeftOut, -1) is var dependent and >= 0)
                throw new StatisticsException(step == 0
                    ? $"{names[dependent]} is determined by the covariates before it: leave it out."
                    : $"The regression of restricted survival does not converge, because {names[dependent]} tells nearly all who have an event from the others: use fewer covariates, or a later restriction time.");
            var change = factored.Solve(score);
            var size = 0.0;
            for (var j = 0; j < beta.Length; j++)
            {
                beta[j] += change[j];
                size = Math.Max(size, Math.Abs(change[j]) / (1 + Math.Abs(beta[j])));
            }

            if (size < 1e-13)
                return beta;
        }

        return Math.Abs(beta[0]) < 1e6 ? beta : throw new StatisticsException("The regression of restricted survival does not converge: use fewer covariates.");
    }

    private static double[,] Sandwich(double[][] rows, double[] response, double[] weights, RestrictedMeanScale scale, double[] beta, CensoredArm[] groups)
    {
        var width = beta.Length;
        var (bread, meat) = (new double[width, width], new double[width, width]);
        var scores = new double[rows.Length][];
        for (var i = 0; i < rows.Length; i++)
        {
            var mean = Mean(scale, Linear(rows[i], beta));
            Add(bread, rows[i], scale == RestrictedMeanScale.Difference ? 1 : mean);
            scores[i] = Array.ConvertAll(rows[i], x => x * weights[i] * (response[i] - mean));
        }

        foreach (var influence in groups.SelectMany(group => group.Influences(scores)))
            Add(meat, influence, 1);
        var inverse = new Cholesky(bread).Inverse();
        return Product(Product(inverse, meat), inverse);
    }

    private static void Add(double[] sum, double[] x, double factor)
    {
        for (var j = 0; j < x.Length; j++)
            sum[j] += factor * x[j];
    }

    private static void Add(double[,] sum, double[] x, double factor)
    {
        for (var i = 0; i < x.Length; i++)
        {
            for (var j = 0; j < x.Length; j++)
                sum[i, j] += factor * x[i] * x[j];
        }
    }

    private static double[,] Product(double[,] left, double[,] right)
    {
        var size = left.GetLength(0);
        var product = new double[size, size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                for (var k = 0; k < size; k++)
                    product[i, j] += left[i, k] * right[k, j];
            }
        }

        return product;
    }
}
