using Equipoise.Statistics.LinearAlgebra;

namespace Equipoise.Statistics.Distributions;

/// <summary>Probabilities of boxes under a normal distribution with means 0, variances 1 and correlations.</summary>
/// <remarks>One dimension is integrated after the other, each given those before it, by Gauss–Legendre rules on pieces of the interval;
/// the last is in closed form. For up to five dimensions the error is below 10⁻⁹; the answer is always the same.</remarks>
public static class MultivariateNormal
{
    private const double Edge = 8.5;
    private const int MostDimensions = 5;

    /// <summary>The probability that every coordinate lies between its limits.</summary>
    /// <param name="lower">Lower limits, −∞ for none.</param>
    /// <param name="upper">Upper limits, +∞ for none.</param>
    /// <param name="correlation">The correlations; it may be singular.</param>
    /// <exception cref="StatisticsException">There are more than five dimensions.</exception>
    public static double Box(IReadOnlyList<double> lower, IReadOnlyList<double> upper, double[,] correlation)
    {
        ArgumentNullException.ThrowIfNull(lower);
        ArgumentNullException.ThrowIfNull(upper);
        if (lower.Count > MostDimensions)
            throw new StatisticsException($"A normal probability in {lower.Count} dimensions is not computed: at most {MostDimensions}.");
        var factor = Factor(correlation);
        return Integrate(0, new double[lower.Count], lower, upper, factor);
    }

    private static double Integrate(int at, double[] z, IReadOnlyList<double> lower, IReadOnlyList<double> upper, double[,] factor)
    {
        double shift = 0;
        for (var k = 0; k < at; k++)
            shift += factor[at, k] * z[k];
        var scale = factor[at, at];
        var (a, b) = scale > 0
            ? ((lower[at] - shift) / scale, (upper[at] - shift) / scale)
            : lower[at] <= shift && shift <= upper[at] ? (double.NegativeInfinity, double.PositiveInfinity) : (0.0, 0.0);
        if (at == z.Length - 1)
            return Between(a, b);
        (a, b) = (Math.Max(a, -Edge), Math.Min(b, Edge));
        if (!(a < b))
            return 0;

        double sum = 0;
        var pieces = (int)Math.Ceiling((b - a) * PiecesPerUnit(factor, at));
        for (var piece = 0; piece < pieces; piece++)
        {
            var (from, width) = (a + ((b - a) * piece / pieces), (b - a) / pieces);
            for (var i = 0; i < GaussLegendre.Count; i++)
            {
                z[at] = from + (width * GaussLegendre.Nodes[i]);
                sum += width * GaussLegendre.Weights[i] * Normal.Density(z[at]) * Integrate(at + 1, z, lower, upper, factor);
            }
        }

        return sum;
    }

    // The narrower what follows is, given this coordinate, the steeper the integrand.
    private static double PiecesPerUnit(double[,] factor, int at)
    {
        double steepest = 1;
        for (var i = at + 1; i < factor.GetLength(0); i++)
            steepest = Math.Max(steepest, factor[i, i] > 0 ? Math.Abs(factor[i, at]) / factor[i, i] : 1);
        return Math.Clamp(0.35 * steepest, 0.35, 8);
    }

    private static double Between(double a, double b) =>
        !(a < b) ? 0 : a > 0 ? Normal.UpperTail(a) - Normal.UpperTail(b) : Normal.Cdf(b) - Normal.Cdf(a);

    private static double[,] Factor(double[,] correlation)
    {
        var size = correlation.GetLength(0);
        var factor = new double[size, size];
        for (var j = 0; j < size; j++)
        {
            for (var i = j; i < size; i++)
            {
                var entry = correlation[i, j];
                for (var k = 0; k < j; k++)
                    entry -= factor[i, k] * factor[j, k];
                factor[i, j] = i == j ? (entry > 1e-12 ? Math.Sqrt(entry) : 0) : factor[j, j] > 0 ? entry / factor[j, j] : 0;
            }
        }

        return factor;
    }
}
