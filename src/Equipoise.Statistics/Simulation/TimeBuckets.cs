using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Equipoise.Statistics.Simulation;

/// <summary>Sorts times into narrow buckets, which nearly orders them, and then puts neighbors right: linear for times that are spread out.</summary>
internal sealed class TimeBuckets
{
    private readonly int[] counts;
    private readonly long[] bucketOf;
    private readonly double[] selected;

    public TimeBuckets(int most)
    {
        counts = new int[Math.Clamp((int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)most), 64, 32768) + 1];
        (bucketOf, selected) = (new long[most + Vector512<long>.Count], new double[most]);
    }

    /// <summary>Orders times with a mark each, the arrays being longer than what is used by a vector.</summary>
    public void Sort(double[] times, long[] marks, int count, double[] sortedTimes, long[] sortedMarks)
    {
        Distribute(times, count, double.PositiveInfinity);
        var begin = 0;
        foreach (ref var size in counts.AsSpan())
            (size, begin) = (begin, begin + size);
        ref var next = ref MemoryMarshal.GetArrayDataReference(counts);
        ref var toTimes = ref MemoryMarshal.GetArrayDataReference(sortedTimes);
        ref var toMarks = ref MemoryMarshal.GetArrayDataReference(sortedMarks);
        for (var i = 0; i < count; i++)
        {
            var at = Unsafe.Add(ref next, (nint)bucketOf[i])++;
            Unsafe.Add(ref toTimes, at) = times[i];
            Unsafe.Add(ref toMarks, at) = marks[i];
        }

        var before = count > 0 ? sortedTimes[0] : 0;
        for (var i = 1; i < count; i++)
        {
            var time = sortedTimes[i];
            if (before <= time)
            {
                before = time;
                continue;
            }

            var (mark, at) = (sortedMarks[i], i);
            for (; at > 0 && sortedTimes[at - 1] > time; at--)
                (sortedTimes[at], sortedMarks[at]) = (sortedTimes[at - 1], sortedMarks[at - 1]);
            (sortedTimes[at], sortedMarks[at]) = (time, mark);
        }
    }

    /// <summary>The times of given ranks, counted from 1 and rising, among those that are before a limit.</summary>
    /// <returns>How many ranks there are such times for.</returns>
    public int Select(double[] times, int count, double limit, ReadOnlySpan<int> ranks, Span<double> found)
    {
        Distribute(times, count, limit);
        var (below, bucket, reached) = (0, 0, 0);
        for (; reached < ranks.Length; reached++)
        {
            while (bucket < counts.Length - 1 && below + counts[bucket] < ranks[reached])
                below += counts[bucket++];
            if (bucket == counts.Length - 1)
                return reached;
            var size = 0;
            for (var i = 0; i < count; i++)
            {
                if (bucketOf[i] == bucket)
                    selected[size++] = times[i];
            }

            selected.AsSpan(0, size).Sort();
            found[reached] = selected[ranks[reached] - below - 1];
        }

        return reached;
    }

    // The last bucket holds what is not before the limit.
    private void Distribute(double[] times, int count, double limit)
    {
        Array.Clear(counts);
        ref var first = ref MemoryMarshal.GetArrayDataReference(times);
        ref var buckets = ref MemoryMarshal.GetArrayDataReference(bucketOf);
        // What lies behind the last time must not be longer.
        times.AsSpan(count, Vector512<double>.Count).Clear();
        var longest = Vector512<double>.Zero;
        for (nuint i = 0; i < (nuint)count; i += (nuint)Vector512<double>.Count)
        {
            var now = Vector512.LoadUnsafe(ref first, i);
            longest = Vector512.ConditionalSelect(Vector512.GreaterThan(now, longest) & Vector512.LessThan(now, Vector512.Create(limit)), now, longest);
        }

        double most = 0;
        for (var lane = 0; lane < Vector512<double>.Count; lane++)
            most = Math.Max(most, longest[lane]);
        var (scale, last) = (Vector512.Create(most > 0 ? (counts.Length - 2) / most : 0), Vector512.Create(counts.Length - 1.0));
        for (nuint i = 0; i < (nuint)count; i += (nuint)Vector512<double>.Count)
        {
            var now = Vector512.LoadUnsafe(ref first, i);
            var bucket = Vector512.ConditionalSelect(Vector512.LessThan(now, Vector512.Create(limit)), now * scale, last);
            Vector512.ConvertToInt64Native(bucket).StoreUnsafe(ref buckets, i);
        }

        ref var sizes = ref MemoryMarshal.GetArrayDataReference(counts);
        for (var i = 0; i < count; i++)
            Unsafe.Add(ref sizes, (nint)bucketOf[i])++;
    }
}
