using System.Runtime.Intrinsics;
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

    /// <summary>The times at which the sum is each of the <paramref name="values"/>.</summary>
    public Vector512<double> TimesOf(Vector512<double> values)
    {
        var times = Piece(values, 0);
        for (var piece = 1; piece < sums.Length; piece++)
            times = Vector512.ConditionalSelect(Vector512.GreaterThan(values, Vector512.Create(sums[piece])), Piece(values, piece), times);
        return times;
    }

    private Vector512<double> Piece(Vector512<double> values, int piece) =>
        Vector512.Create(begins[piece]) + ((values - Vector512.Create(sums[piece])) * Vector512.Create(timesPerUnit[piece]));
}
