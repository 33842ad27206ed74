using Equipoise.Statistics.Design;

namespace Equipoise.Statistics.Simulation;

/// <summary>The time at which a piecewise constant rate has summed up to a value.</summary>
internal sealed class InverseHazard
{
    // A rate of 0 that lasts: whatever is left takes longer than any trial.
    private const double Never = 1e300;
    private readonly double[] begins;
    private readonly double[] sums;
    private readonly double[] timesPerUnit;

    public InverseHazard(PiecewiseRate rate, double factor = 1)
    {
        begins = [.. rate.Begins];
        sums = [.. rate.Begins.Select(begin => rate.Integral(begin) * factor)];
        timesPerUnit = [.. rate.Rates.Select(value => value > 0 ? 1 / (value * factor) : Never)];
    }

    /// <summary>The time at which the sum is <paramref name="value"/>.</summary>
    public double TimeOf(double value)
    {
        var piece = 0;
        for (var i = 1; i < sums.Length; i++)
            piece += value > sums[i] ? 1 : 0;
        return begins[piece] + ((value - sums[piece]) * timesPerUnit[piece]);
    }
}
