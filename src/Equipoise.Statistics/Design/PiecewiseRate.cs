namespace Equipoise.Statistics.Design;

/// <summary>A rate that is constant between certain times: participants or events per unit of time.</summary>
public sealed class PiecewiseRate
{
    private readonly double[] begins;
    private readonly double[] rates;

    /// <summary>A rate of several pieces.</summary>
    /// <param name="begins">When each piece begins: 0, then rising.</param>
    /// <param name="rates">The rate of each piece, at least 0; the last goes on for ever.</param>
    /// <exception cref="StatisticsException">The times do not begin at 0 and rise, or a rate is negative.</exception>
    public PiecewiseRate(IReadOnlyList<double> begins, IReadOnlyList<double> rates)
    {
        ArgumentNullException.ThrowIfNull(begins);
        ArgumentNullException.ThrowIfNull(rates);
        if (begins.Count == 0 || begins.Count != rates.Count || begins[0] != 0 || begins.Zip(begins.Skip(1)).Any(pair => !(pair.First < pair.Second)))
            throw new StatisticsException($"A rate has pieces that begin at 0 and then later and later, but these begin at {string.Join(", ", begins)}.");
        if (rates.Any(rate => !(rate >= 0 && double.IsFinite(rate))))
            throw new StatisticsException($"The rates {string.Join(", ", rates)} are not all numbers of at least 0.");
        (this.begins, this.rates) = ([.. begins], [.. rates]);
    }

    /// <summary>When pieces begin.</summary>
    public IReadOnlyList<double> Begins => begins;

    /// <summary>The rates of the pieces.</summary>
    public IReadOnlyList<double> Rates => rates;

    /// <summary>One rate for all time.</summary>
    public static PiecewiseRate Constant(double rate) => new([0], [rate]);

    /// <summary>The rate at a time.</summary>
    public double At(double time)
    {
        var piece = Array.BinarySearch(begins, time);
        return rates[piece >= 0 ? piece : Math.Max(0, ~piece - 1)];
    }

    /// <summary>The integral of the rate from 0 to a time: a cumulative hazard, or a number of participants.</summary>
    public double Integral(double time)
    {
        double sum = 0;
        for (var i = 0; i < begins.Length && begins[i] < time; i++)
            sum += rates[i] * (Math.Min(time, i + 1 < begins.Length ? begins[i + 1] : time) - begins[i]);
        return sum;
    }

    /// <summary>The time at which the integral reaches a value; infinite where it never does.</summary>
    public double TimeOf(double integral)
    {
        double sum = 0;
        for (var i = 0; i < begins.Length; i++)
        {
            var length = i + 1 < begins.Length ? begins[i + 1] - begins[i] : double.PositiveInfinity;
            if (rates[i] * length >= integral - sum && rates[i] > 0)
                return begins[i] + ((integral - sum) / rates[i]);
            sum += rates[i] > 0 ? rates[i] * length : 0;
        }

        return double.PositiveInfinity;
    }

    /// <summary>The product of two rates, with the pieces of both: a hazard times a hazard ratio.</summary>
    public PiecewiseRate Times(PiecewiseRate other)
    {
        ArgumentNullException.ThrowIfNull(other);
        double[] both = [.. begins.Union(other.begins).Order()];
        return new PiecewiseRate(both, [.. both.Select(begin => At(begin) * other.At(begin))]);
    }

    /// <summary>The same rate a number of times as large.</summary>
    public PiecewiseRate Times(double factor) => new(begins, [.. rates.Select(rate => rate * factor)]);
}
