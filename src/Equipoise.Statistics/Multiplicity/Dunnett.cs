using Equipoise.Statistics.Distributions;
using Equipoise.Statistics.LinearAlgebra;

namespace Equipoise.Statistics.Multiplicity;

/// <summary>Several arms against one control, each by a normal statistic Z that is large where the arm is better (Dunnett, JASA
/// 1955;50:1096–1121, with known variance).</summary>
/// <remarks>With r_i participants in arm i per participant in the control arm, Z_i and Z_j correlate by λ_i·λ_j, λ² = r/(1 + r), because they
/// share U, the control's part: P(all Z ≤ z) = ∫ φ(u) ∏ Φ((z + λ_i·u)/√(1 − λ_i²)) du.</remarks>
public sealed class Dunnett
{
    private const double Reach = 10;
    private const int Pieces = 40;
    private readonly double[] loadings;

    /// <summary>A comparison of arms.</summary>
    /// <param name="ratios">Participants in each arm per participant in the control arm.</param>
    /// <exception cref="StatisticsException">There is no arm, or a ratio is not above 0.</exception>
    public Dunnett(IReadOnlyList<double> ratios)
    {
        ArgumentNullException.ThrowIfNull(ratios);
        if (ratios.Count == 0 || ratios.Any(ratio => !(ratio > 0 && double.IsFinite(ratio))))
            throw new StatisticsException("Arms are compared with a control by their allocation ratios: give one above 0 for each arm.");
        loadings = [.. ratios.Select(ratio => Math.Sqrt(ratio / (1 + ratio)))];
    }

    /// <summary>The probability of a largest Z above <paramref name="z"/> if no arm differs: the adjusted p-value of an arm with that Z.</summary>
    public double PValue(double z)
    {
        double probability = 0;
        var width = 2 * Reach / Pieces;
        for (var i = 0; i < Pieces * GaussLegendre.Count; i++)
        {
            var u = -Reach + (width * ((i / GaussLegendre.Count) + GaussLegendre.Nodes[i % GaussLegendre.Count]));
            // 1 − ∏(1 − q) without the loss of small q.
            double none = 0;
            foreach (var loading in loadings)
            {
                var beyond = Normal.UpperTail((z + (loading * u)) / Math.Sqrt(1 - (loading * loading)));
                none += beyond * (1 - none);
            }

            probability += width * GaussLegendre.Weights[i % GaussLegendre.Count] * Normal.Density(u) * none;
        }

        return probability;
    }

    /// <summary>The Z from which an arm is better with an error probability of all arms together.</summary>
    /// <param name="alpha">The one-sided error probability.</param>
    /// <exception cref="StatisticsException">Alpha is not between 0 and ½.</exception>
    public double Limit(double alpha) => alpha is > 0 and < 0.5
        ? MathNet.Numerics.RootFinding.Brent.FindRoot(z => Math.Log(PValue(z) / alpha), Normal.UpperQuantile(alpha) - 1e-6, Normal.UpperQuantile(alpha / loadings.Length) + 1e-6, 1e-13, 200)
        : throw new StatisticsException($"The one-sided error probability is {alpha:R}: write a number between 0 and 0.5, such as 0.025.");
}
