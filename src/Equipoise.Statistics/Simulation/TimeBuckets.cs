namespace Equipoise.Statistics.Simulation;

/// <summary>Sorts times into narrow buckets, which nearly orders them, and then puts neighbors right: linear for times that are spread out.</summary>
internal sealed class TimeBuckets
{
    private readonly int[] counts;
    private readonly ushort[] bucketOf;
    private readonly double[] selected;

    public TimeBuckets(int most)
    {
        counts = new int[Math.Clamp((int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)most), 64, 32768) + 1];
        (bucketOf, selected) = (new ushort[most], new double[most]);
    }

    /// <summary>Orders times with a mark each.</summary>
    public void Sort(ReadOnlySpan<double> times, ReadOnlySpan<int> marks, Span<double> sortedTimes, Span<int> sortedMarks)
    {
        Distribute(times);
        var begin = 0;
        foreach (ref var count in counts.AsSpan())
            (count, begin) = (begin, begin + count);
        for (var i = 0; i < times.Length; i++)
        {
            var at = counts[bucketOf[i]]++;
            (sortedTimes[at], sortedMarks[at]) = (times[i], marks[i]);
        }

        for (var i = 1; i < sortedTimes.Length; i++)
        {
            if (sortedTimes[i - 1] <= sortedTimes[i])
                continue;
            var (time, mark, at) = (sortedTimes[i], sortedMarks[i], i);
            for (; at > 0 && sortedTimes[at - 1] > time; at--)
                (sortedTimes[at], sortedMarks[at]) = (sortedTimes[at - 1], sortedMarks[at - 1]);
            (sortedTimes[at], sortedMarks[at]) = (time, mark);
        }
    }

    /// <summary>The times of given ranks, counted from 1, the ranks rising and at most the number of times.</summary>
    public void Select(ReadOnlySpan<double> times, ReadOnlySpan<int> ranks, Span<double> found)
    {
        Distribute(times);
        var (below, bucket) = (0, 0);
        for (var k = 0; k < ranks.Length; k++)
        {
            while (below + counts[bucket] < ranks[k])
                below += counts[bucket++];
            var count = 0;
            for (var i = 0; i < times.Length; i++)
            {
                if (bucketOf[i] == bucket)
                    selected[count++] = times[i];
            }

            selected.AsSpan(0, count).Sort();
            found[k] = selected[ranks[k] - below - 1];
        }
    }

    private void Distribute(ReadOnlySpan<double> times)
    {
        Array.Clear(counts);
        double longest = 0;
        foreach (var time in times)
            longest = Math.Max(longest, time);
        var scale = longest > 0 ? (counts.Length - 1) / longest : 0;
        for (var i = 0; i < times.Length; i++)
        {
            var bucket = (int)(times[i] * scale);
            bucketOf[i] = (ushort)bucket;
            counts[bucket]++;
        }
    }
}
