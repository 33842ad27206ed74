using Equipoise.Statistics.Distributions;
using Equipoise.Statistics.LinearAlgebra;

namespace Equipoise.Statistics.Survival.Comparisons;

/// <summary>What a test of the log-rank family found.</summary>
public sealed class LogRankResult
{
    internal LogRankResult(FlemingHarrington weights, int[] counts, double[] observed, double[] expected, double[,] variance)
    {
        (Weights, Counts, Observed, Expected, Variance) = (weights, counts, observed, expected, variance);
        var kept = Enumerable.Range(0, observed.Length).Where(group => variance[group, group] > 0).Skip(1).ToArray();
        var difference = Array.ConvertAll(kept, group => observed[group] - expected[group]);
        var square = new double[kept.Length, kept.Length];
        for (var i = 0; i < kept.Length; i++)
        {
            for (var j = 0; j < kept.Length; j++)
                square[i, j] = variance[kept[i], kept[j]];
        }

        var factored = new Cholesky(square);
        (DegreesOfFreedom, ChiSquared) = (factored.Rank, factored.InverseForm(difference));
    }

    /// <summary>The weights of the test.</summary>
    public FlemingHarrington Weights { get; }

    /// <summary>The rows of each group.</summary>
    public IReadOnlyList<int> Counts { get; }

    /// <summary>The weighted events of each group.</summary>
    public IReadOnlyList<double> Observed { get; }

    /// <summary>The weighted events to expect in each group if all had the same hazard in each stratum.</summary>
    public IReadOnlyList<double> Expected { get; }

    /// <summary>The hypergeometric covariance of observed minus expected.</summary>
    public double[,] Variance { get; }

    /// <summary>(O − E)ᵀ V⁻ (O − E).</summary>
    public double ChiSquared { get; }

    /// <summary>The number of groups that could be compared, less one.</summary>
    public int DegreesOfFreedom { get; }

    /// <summary>The probability of a larger chi-squared if no group differs; not a number where nothing could be
    /// compared.</summary>
    public double PValue => Distributions.ChiSquared.UpperTail(ChiSquared, DegreesOfFreedom);

    /// <summary>Observed minus expected in the second of two groups.</summary>
    public double Score => Observed[1] - Expected[1];

    /// <summary>The standardized score of the second of two groups: negative where it had fewer events than expected.</summary>
    public double Z => Score / Math.Sqrt(Variance[1, 1]);

    /// <summary>The one-sided probability of a smaller <see cref="Z"/>: small where the second group fares better.</summary>
    public double OneSidedPValue => Normal.Cdf(Z);
}
