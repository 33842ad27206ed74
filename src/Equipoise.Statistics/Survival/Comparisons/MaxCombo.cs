using Equipoise.Statistics.Distributions;

namespace Equipoise.Statistics.Survival.Comparisons;

/// <summary>The most significant of several weighted log-rank tests of two groups, with a p-value that accounts for the choice (Lee,
/// Statistics and Probability Letters 1996;29:79–87; Lin et al., Statistics in Biopharmaceutical Research 2020;12:187–198).</summary>
/// <remarks>Under no difference the tests are jointly normal; two with weights v and w covary as Σ v·w·V over event times, V
/// being the hypergeometric variance.</remarks>
public sealed class MaxCombo
{
    private MaxCombo(IReadOnlyList<LogRankResult> tests, double[,] correlation) => (Tests, Correlation) = (tests, correlation);

    /// <summary>Log-rank, late, and middle differences: the weights (0, 0), (0, 1) and (1, 1).</summary>
    public static IReadOnlyList<FlemingHarrington> UsualWeights { get; } = [new(0, 0), new(0, 1), new(1, 1)];

    /// <summary>The tests, in the order of their weights.</summary>
    public IReadOnlyList<LogRankResult> Tests { get; }

    /// <summary>The correlations of their standardized scores.</summary>
    public double[,] Correlation { get; }

    /// <summary>The probability of a smallest Z as small as the one seen: small where the second group fares better.</summary>
    public double OneSidedPValue
    {
        get
        {
            var smallest = Tests.Min(test => test.Z);
            return 1 - MultivariateNormal.Box([.. Tests.Select(_ => smallest)], [.. Tests.Select(_ => double.PositiveInfinity)], Correlation);
        }
    }

    /// <summary>The probability of a largest |Z| as large as the one seen.</summary>
    public double TwoSidedPValue
    {
        get
        {
            var largest = Tests.Max(test => Math.Abs(test.Z));
            return 1 - MultivariateNormal.Box([.. Tests.Select(_ => -largest)], [.. Tests.Select(_ => largest)], Correlation);
        }
    }

    /// <summary>Tests two groups.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="groups">Their groups, the control first.</param>
    /// <param name="strata">Their strata, or null.</param>
    /// <param name="weights">The weightings, at most five; the usual three when left out.</param>
    /// <exception cref="StatisticsException">There are not two groups, or no events, or a weighting leaves nothing to compare.</exception>
    public static MaxCombo Test(SurvivalData data, Factor groups, Factor? strata = null, IReadOnlyList<FlemingHarrington>? weights = null)
    {
        ArgumentNullException.ThrowIfNull(groups);
        if (groups.Levels.Count != 2)
            throw new StatisticsException($"{groups.Name} has {groups.Levels.Count} groups: the largest of several tests compares two.");
        weights ??= UsualWeights;
        var tests = LogRank.Test(data, groups, strata, weights);
        if (tests.Any(test => !(test.Variance[1, 1] > 0)))
            throw new StatisticsException("The groups are never at risk together at an event that has weight: there is nothing to compare.");
        var sums = WeightedSums.Of(data, groups, strata, weights);
        var correlation = new double[weights.Count, weights.Count];
        for (var i = 0; i < weights.Count; i++)
        {
            for (var j = 0; j < weights.Count; j++)
                correlation[i, j] = i == j ? 1 : sums.Covariance(i, j)[1, 1] / Math.Sqrt(tests[i].Variance[1, 1] * tests[j].Variance[1, 1]);
        }

        return new MaxCombo(tests, correlation);
    }
}
