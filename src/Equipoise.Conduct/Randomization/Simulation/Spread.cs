namespace Equipoise.Conduct.Randomization.Simulation;

/// <summary>A quantity over many simulated trials.</summary>
/// <param name="Mean">Its mean.</param>
/// <param name="Percentile95">What 95 of 100 trials do not exceed.</param>
/// <param name="Max">Its largest value.</param>
public sealed record Spread(double Mean, double Percentile95, double Max)
{
    internal static Spread Of(List<double> values)
    {
        values.Sort();
        return new Spread(values.Average(), values[Math.Min(values.Count - 1, (int)Math.Ceiling(0.95 * values.Count) - 1)], values[^1]);
    }
}
