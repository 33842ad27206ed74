namespace Equipoise.Web.Operations;

/// <summary>One series of measurements. Safe for use by many threads.</summary>
internal sealed class MetricSeries(MetricKind kind)
{
    private readonly Lock gate = new();
    private readonly long[] buckets = new long[kind == MetricKind.Histogram ? Bounds.Count : 0];
    private double sum;
    private long count;

    /// <summary>The upper bounds of a histogram's buckets, in seconds: a page takes a few milliseconds.</summary>
    public static IReadOnlyList<double> Bounds { get; } = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    /// <summary>Counts a measurement of a histogram.</summary>
    public void Observe(double value)
    {
        lock (gate)
        {
            count++;
            sum += value;
            for (var bucket = 0; bucket < buckets.Length; bucket++)
                buckets[bucket] += value <= Bounds[bucket] ? 1 : 0;
        }
    }

    /// <summary>Changes the value.</summary>
    public void Add(double change)
    {
        lock (gate)
            sum += change;
    }

    /// <summary>Sets the value.</summary>
    public void Set(double value)
    {
        lock (gate)
            sum = value;
    }

    /// <summary>The value, or the sum of a histogram; how many measurements a histogram has, and how many lie below each bound.</summary>
    public (double Sum, long Count, IReadOnlyList<long> Buckets) Read()
    {
        lock (gate)
            return (sum, count, [.. buckets]);
    }
}
