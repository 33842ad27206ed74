namespace Equipoise.Statistics.Survival.Curves;

/// <summary>The cumulative incidence of one of several competing events.</summary>
/// <param name="Probability">The probability of having had it by each time.</param>
/// <param name="Error">The standard error of the probability.</param>
/// <param name="Events">How many had it at each time.</param>
public sealed record CauseCurve(IReadOnlyList<double> Probability, IReadOnlyList<double> Error, IReadOnlyList<double> Events)
{
    /// <summary>The limits exp(log F ± z·se/F), the upper at most 1; not numbers while the probability is 0.</summary>
    /// <param name="level">The confidence level, such as 0.95.</param>
    /// <exception cref="StatisticsException">The level is no probability.</exception>
    public (double[] Lower, double[] Upper) Limits(double level)
    {
        var z = Confidence.QuantileOf(level);
        var limits = Probability.Zip(Error, (probability, error) => Confidence.Limits(probability, error / probability, z, ConfidenceType.Log)).ToList();
        return ([.. limits.Select(limit => limit.Lower)], [.. limits.Select(limit => limit.Upper)]);
    }
}
