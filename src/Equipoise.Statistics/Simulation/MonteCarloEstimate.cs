namespace Equipoise.Statistics.Simulation;

/// <summary>A mean over replicates.</summary>
/// <param name="Value">The mean; not a number without replicates.</param>
/// <param name="Deviation">The standard deviation between replicates.</param>
/// <param name="Error">The Monte-Carlo error, the deviation over the root of the number of replicates.</param>
/// <param name="Count">The replicates that have a value.</param>
public sealed record MonteCarloEstimate(double Value, double Deviation, double Error, long Count)
{
    internal static MonteCarloEstimate Of(double sum, double squares, long count)
    {
        var mean = sum / count;
        var variance = count > 1 ? Math.Max(0, (squares - (sum * mean)) / (count - 1)) : 0;
        return new MonteCarloEstimate(count == 0 ? double.NaN : mean, Math.Sqrt(variance), Math.Sqrt(variance / Math.Max(1, count)), count);
    }

    /// <summary>A proportion, with the error √(p(1 − p)/n).</summary>
    internal static MonteCarloEstimate Share(long hits, long count)
    {
        var share = (double)hits / count;
        return new MonteCarloEstimate(share, Math.Sqrt(share * (1 - share)), Math.Sqrt(share * (1 - share) / count), count);
    }
}
