using Equipoise.Statistics.Distributions;

namespace Equipoise.Statistics.Proportions;

/// <summary>The difference of two response rates by the score method of Miettinen and Nurminen (Stat Med 1985;4:213–226), stratified or not.</summary>
/// <remarks>Z(δ) = Σ w·(d − δ)/√(Σ w²·V(δ)) over strata, w = n₁n₀/(n₁ + n₀) as a share of all (the weights of Cochran, Mantel and Haenszel), V the variance with the most likely
/// proportions that differ by δ. The limits are the δ with Z(δ) = ±z.</remarks>
public sealed class MiettinenNurminen
{
    private readonly (ResponseStratum Stratum, double Weight)[] strata;

    /// <summary>A comparison.</summary>
    /// <param name="strata">The strata; one for a comparison without.</param>
    /// <exception cref="StatisticsException">A stratum has an empty arm or impossible counts.</exception>
    public MiettinenNurminen(params IReadOnlyList<ResponseStratum> strata)
    {
        ArgumentNullException.ThrowIfNull(strata);
        if (strata.Count == 0)
            throw new StatisticsException("There are no strata: give at least one.");
        foreach (var stratum in strata)
        {
            if (stratum.Treated < 1 || stratum.Control < 1 || stratum.TreatedResponders < 0 || stratum.TreatedResponders > stratum.Treated || stratum.ControlResponders < 0 || stratum.ControlResponders > stratum.Control)
                throw new StatisticsException($"A stratum has {stratum.TreatedResponders} responders of {stratum.Treated} and {stratum.ControlResponders} of {stratum.Control}: each arm needs a participant, and no more responders than participants.");
        }

        var sum = strata.Sum(stratum => stratum.Weight);
        this.strata = [.. strata.Select(stratum => (stratum, stratum.Weight / sum))];
    }

    /// <summary>The weighted difference of the proportions, treated minus control.</summary>
    public double Difference => strata.Sum(part => part.Weight * part.Stratum.Difference);

    /// <summary>The two-sided p-value of no difference.</summary>
    public double PValue => Normal.TwoSided(Z(0));

    /// <summary>The standardized distance of what was seen from a difference.</summary>
    public double Z(double difference)
    {
        var (distance, variance) = (Difference - difference, strata.Sum(part => part.Weight * part.Weight * part.Stratum.VarianceAt(difference)));
        return distance == 0 ? 0 : distance / Math.Sqrt(variance);
    }

    /// <summary>The confidence limits of the difference.</summary>
    /// <exception cref="StatisticsException">The level is no probability.</exception>
    public (double Lower, double Upper) Limits(double level)
    {
        if (!(level is > 0 and < 1))
            throw new StatisticsException($"The confidence level is {level:R}: write a number between 0 and 1, such as 0.95.");
        var z = Normal.UpperQuantile((1 - level) / 2);
        const double edge = 1 - 1e-12;
        return (Root(-edge, Difference, z, -1), Root(Difference, edge, -z, 1));
    }

    private double Root(double low, double high, double z, double otherwise)
    {
        double AtDistance(double difference) => Math.Clamp(Z(difference), -1e6, 1e6) - z;
        if (!(low < high) || AtDistance(low) * AtDistance(high) > 0)
            return otherwise;
        return MathNet.Numerics.RootFinding.Brent.FindRoot(AtDistance, low, high, 1e-13, 500);
    }
}
