namespace Equipoise.Statistics.Survival;

/// <summary>The order of rows by time: stable, so that tied rows stay as they came.</summary>
/// <remarks>A radix sort on the bits of the times, which order non-negative numbers as their values do; a byte that is the
/// same in all times, as the low bytes of whole days are, costs nothing.</remarks>
internal static class TimeOrder
{
    private const int Bytes = sizeof(double);
    private const int Values = 256;
    private const int FewRows = 8192;
    private const int FullestBucket = 24;

    /// <summary>The indices of <paramref name="times"/>, earliest first.</summary>
    /// <param name="times">Times of at least 0.</param>
    public static int[] Of(ReadOnlySpan<double> times)
    {
        var isSorted = true;
        for (var i = 1; i < times.Length && isSorted; i++)
            isSorted = times[i - 1] <= times[i];
        return isSorted ? [.. Enumerable.Range(0, times.Length)] : Sort(times);
    }

    /// <summary>The same rows group by group, each group in the order given.</summary>
    /// <returns>The rows, and where each group begins, with the end as the last entry.</returns>
    public static (int[] Rows, int[] Begins) Within(ReadOnlySpan<int> order, ReadOnlySpan<int> codes, int groups)
    {
        var begins = new int[groups + 1];
        foreach (var row in order)
            begins[codes[row] + 1]++;
        for (var group = 0; group < groups; group++)
            begins[group + 1] += begins[group];
        var next = begins.AsSpan(0, groups).ToArray();
        var rows = new int[order.Length];
        foreach (var row in order)
            rows[next[codes[row]]++] = row;
        return (rows, begins);
    }

    private static int[] Sort(ReadOnlySpan<double> times)
    {
        if (times.Length <= FewRows && Spread(times) is { } spread)
            return spread;
        var (keys, order) = (new ulong[times.Length], new int[times.Length]);
        Span<int> counts = stackalloc int[Bytes * Values];
        counts.Clear();
        for (var i = 0; i < times.Length; i++)
        {
            // Adding 0 makes a negative zero positive.
            var key = BitConverter.DoubleToUInt64Bits(times[i] + 0.0);
            (keys[i], order[i]) = (key, i);
            for (var digit = 0; digit < Bytes; digit++)
                counts[(digit * Values) + (byte)(key >> (8 * digit))]++;
        }

        var (otherKeys, otherOrder) = (new ulong[times.Length], new int[times.Length]);
        for (var digit = 0; digit < Bytes; digit++)
        {
            var count = counts.Slice(digit * Values, Values);
            if (times.Length == 0 || count[(byte)(keys[0] >> (8 * digit))] == times.Length)
                continue;
            Scatter(keys, order, otherKeys, otherOrder, count, 8 * digit);
            (keys, otherKeys) = (otherKeys, keys);
            (order, otherOrder) = (otherOrder, order);
        }

        return order;
    }

    // Few times that are spread out: as many buckets as rows by size, and neighbors put right; null where a bucket is too full for that.
    private static int[]? Spread(ReadOnlySpan<double> times)
    {
        var longest = 0.0;
        foreach (var time in times)
            longest = time > longest ? time : longest;
        var scale = (times.Length - 1) / longest;
        if (!double.IsFinite(scale) || !double.IsFinite(longest))
            return null;
        Span<int> counts = stackalloc int[times.Length + 1];
        counts.Clear();
        var buckets = new int[times.Length];
        for (var i = 0; i < times.Length; i++)
        {
            var bucket = (int)(times[i] * scale);
            buckets[i] = bucket;
            counts[bucket]++;
        }

        var begin = 0;
        foreach (ref var count in counts)
        {
            if (count > FullestBucket)
                return null;
            (count, begin) = (begin, begin + count);
        }

        var (order, sorted) = (new int[times.Length], new double[times.Length]);
        for (var i = 0; i < times.Length; i++)
        {
            var at = counts[buckets[i]]++;
            (order[at], sorted[at]) = (i, times[i]);
        }

        for (var i = 1; i < sorted.Length; i++)
        {
            var (time, row, at) = (sorted[i], order[i], i);
            for (; at > 0 && sorted[at - 1] > time; at--)
                (sorted[at], order[at]) = (sorted[at - 1], order[at - 1]);
            (sorted[at], order[at]) = (time, row);
        }

        return order;
    }

    private static void Scatter(ulong[] keys, int[] order, ulong[] toKeys, int[] toOrder, Span<int> counts, int shift)
    {
        var begin = 0;
        foreach (ref var count in counts)
            (count, begin) = (begin, begin + count);
        for (var i = 0; i < keys.Length; i++)
        {
            var at = counts[(byte)(keys[i] >> shift)]++;
            (toKeys[at], toOrder[at]) = (keys[i], order[i]);
        }
    }
}
