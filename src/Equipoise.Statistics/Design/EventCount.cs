using Equipoise.Statistics.Distributions;

namespace Equipoise.Statistics.Design;

/// <summary>How many events a log-rank test of two arms needs.</summary>
/// <param name="HazardRatio">The hazard ratio to detect, treated over control.</param>
/// <param name="Alpha">The error probability on one side.</param>
/// <param name="Ratio">Participants treated per participant in the control arm.</param>
public sealed record EventCount(double HazardRatio, double Alpha, double Ratio = 1)
{
    private const double MostEvents = 1e9;

    /// <summary>Schoenfeld (Biometrika 1981;68:316–319): (z_α + z_β)²·(1 + r)²/(r·log²HR).</summary>
    /// <exception cref="StatisticsException">The design is impossible.</exception>
    public double Schoenfeld(double power) => Possible(Square((Sum(power) / Math.Log(HazardRatio)) * (1 + Ratio)) / Ratio);

    /// <summary>Freedman (Stat Med 1982;1:121–129): (z_α + z_β)²·(1 + r·HR)²/(r·(1 − HR)²).</summary>
    /// <exception cref="StatisticsException">The design is impossible.</exception>
    public double Freedman(double power) => Possible(Square(Sum(power) * (1 + (Ratio * HazardRatio)) / (1 - HazardRatio)) / Ratio);

    /// <summary>The mean of the test statistic with a number of events: |log HR|·√(r·d)/(1 + r).</summary>
    public double Drift(double events) => Math.Abs(Math.Log(HazardRatio)) * Math.Sqrt(Ratio * events) / (1 + Ratio);

    /// <summary>The power with a number of events, Φ(drift − z_α).</summary>
    public double Power(double events) => Normal.Cdf(Drift(events) - Normal.UpperQuantile(Alpha));

    /// <summary>The hazard ratio estimate that is just significant: exp(−z·(1 + r)/√(r·d)), above 1 where the ratio to detect is.</summary>
    /// <param name="events">The number of events.</param>
    /// <param name="z">The limit of the test statistic; z_α when left out.</param>
    public double RatioAtLimit(double events, double? z = null) =>
        Math.Exp((HazardRatio < 1 ? -1 : 1) * (z ?? Normal.UpperQuantile(Alpha)) * (1 + Ratio) / Math.Sqrt(Ratio * events));

    private static double Possible(double events) => events <= MostEvents
        ? events
        : throw new StatisticsException($"The design needs {events:0.#e+0} events, more than a billion: detect a larger effect, or allocate less unevenly.");

    private static double Square(double x) => x * x;

    private double Sum(double power)
    {
        if (!(HazardRatio is >= 0.01 and <= 100) || HazardRatio == 1)
            throw new StatisticsException($"The hazard ratio to detect is {HazardRatio:R}: write a number from 0.01 to 100 that is not 1.");
        if (!(Alpha is > 0 and < 0.5))
            throw new StatisticsException($"The one-sided error probability is {Alpha:R}: write a number between 0 and 0.5, such as 0.025.");
        if (!(Ratio > 0 && double.IsFinite(Ratio)))
            throw new StatisticsException($"The allocation ratio is {Ratio:R}: write a number above 0.");
        if (!(power > Alpha && power < 1))
            throw new StatisticsException($"The power is {power:R}: write a number between alpha, {Alpha:R}, and 1.");
        return Normal.UpperQuantile(Alpha) + Normal.Quantile(power);
    }
}
