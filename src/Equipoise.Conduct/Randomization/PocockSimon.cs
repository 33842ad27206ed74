using System.Globalization;
using Equipoise.Protocols.Randomizing;

namespace Equipoise.Conduct.Randomization;

/// <summary>Minimization after Pocock and Simon (1975, Biometrics 31:103) for any number of arms, with the biased coin of Han, Enas and
/// McEntegart (2009, Stat Med 28:3017) where the ratio is unequal.</summary>
public static class PocockSimon
{
    private const double Alike = 1e-9;
    private const double MostWeight = 1_000_000;

    /// <summary>Weighs what each arm would do to the balance for a participant, and with what probability each is given.</summary>
    /// <param name="counts">For each factor the number of participants so far who share the participant's level of it, by arm.</param>
    /// <param name="ratio">The parts of each arm.</param>
    /// <param name="weights">The weight of each factor.</param>
    /// <param name="measure">How the spread over the arms is measured.</param>
    /// <param name="probability">With which probability an arm of the smallest part is given when it is preferred.</param>
    /// <exception cref="ArgumentException">The numbers of arms or factors differ, or a number cannot be.</exception>
    public static MinimizationStep Weigh(IReadOnlyList<IReadOnlyList<int>> counts, IReadOnlyList<int> ratio, IReadOnlyList<double> weights, ImbalanceMeasure measure, double probability)
    {
        Check(counts, ratio, weights, probability);
        var imbalance = Enumerable.Range(0, ratio.Count).Select(arm => Imbalance(counts, ratio, weights, measure, arm)).ToArray();
        var least = imbalance.Min();
        var preferred = Enumerable.Range(0, ratio.Count).Where(arm => imbalance[arm] - least <= Alike * Math.Max(1, least)).ToArray();
        return new MinimizationStep(imbalance, preferred, Probabilities(preferred, ratio, probability));
    }

    /// <summary>The arm that a draw gives.</summary>
    /// <param name="step">What was weighed.</param>
    /// <param name="fraction">The draw, from 0 to below 1.</param>
    public static int Draw(MinimizationStep step, double fraction)
    {
        var left = fraction;
        for (var arm = 0; arm < step.Probabilities.Count - 1; arm++)
        {
            left -= step.Probabilities[arm];
            if (left < 0)
                return arm;
        }

        return step.Probabilities.Count - 1;
    }

    private static double Imbalance(IReadOnlyList<IReadOnlyList<int>> counts, IReadOnlyList<int> ratio, IReadOnlyList<double> weights, ImbalanceMeasure measure, int assigned)
    {
        var sum = 0.0;
        for (var factor = 0; factor < counts.Count; factor++)
        {
            var shares = counts[factor].Select((count, arm) => (count + (arm == assigned ? 1.0 : 0)) / ratio[arm]).ToArray();
            sum += weights[factor] * Spread(shares, measure);
        }

        return sum;
    }

    private static double Spread(double[] shares, ImbalanceMeasure measure)
    {
        if (measure == ImbalanceMeasure.Range)
            return shares.Max() - shares.Min();
        var mean = shares.Average();
        var variance = shares.Sum(share => (share - mean) * (share - mean)) / (shares.Length - 1);
        return measure == ImbalanceMeasure.Variance ? variance : Math.Sqrt(variance);
    }

    // Among those that are equally good one is preferred by the ratio; each row gives the preferred arm its high probability and shares
    // the rest among the others by the ratio.
    private static double[] Probabilities(int[] preferred, IReadOnlyList<int> ratio, double probability)
    {
        double all = ratio.Sum();
        var butLeast = all - ratio.Min();
        double tied = preferred.Sum(arm => ratio[arm]);
        var probabilities = new double[ratio.Count];
        foreach (var best in preferred)
        {
            var others = all - ratio[best];
            var high = 1 - (others / butLeast * (1 - probability));
            for (var arm = 0; arm < ratio.Count; arm++)
                probabilities[arm] += ratio[best] / tied * (arm == best ? high : (1 - high) * ratio[arm] / others);
        }

        return probabilities;
    }

    private static void Check(IReadOnlyList<IReadOnlyList<int>> counts, IReadOnlyList<int> ratio, IReadOnlyList<double> weights, double probability)
    {
        if (ratio.Count < 2 || ratio.Any(parts => parts <= 0))
            throw new ArgumentException("The ratio has a whole number above 0 for each of two or more arms.", nameof(ratio));
        if (counts.Count == 0 || counts.Any(row => row.Count != ratio.Count || row.Any(count => count < 0)))
            throw new ArgumentException("The counts have a row for each factor, and in it a number of at least 0 for each arm.", nameof(counts));
        if (weights.Count != counts.Count || weights.Any(weight => weight is not (>= 0 and <= MostWeight)) || weights.All(weight => weight == 0))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The weights have a number from 0 to {MostWeight} for each factor, and not all are 0."), nameof(weights));
        // With less the arm that balances best would be the least likely.
        if (!(probability <= 1 && probability * ratio.Count >= 1 - 1e-9))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The probability is from {1.0 / ratio.Count:0.####}, the share of one of {ratio.Count} arms, to 1."), nameof(probability));
    }
}
