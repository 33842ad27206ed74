using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Equipoise.Statistics.Simulation;

/// <summary>Sorts times into narrow buckets, which nearly orders them, and then puts neighbors right: linear for times that are spread out.</summary>
internal sealed class TimeBuckets
{
    // After so many, few times are out of place.
    private const int Rounds = 2;

    private readonly int[] counts;
    private readonly long[] bucketOf;
    private readonly double[] selected;

    public TimeBuckets(int most)
    {
        counts = new int[Math.Clamp((int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)most), 64, 32768) + 1];
        (bucketOf, selected) = (new long[most + Vector512<long>.Count], new double[most]);
    }

    /// <summary>Orders times, the arrays being longer than what is used by two vectors.</summary>
    public void Sort(double[] times, int count, double[] sorted)
    {
        Distribute(times, count, double.PositiveInfinity);
        var begin = 0;
        foreach (ref var size in counts.AsSpan())
            (size, begin) = (begin, begin + size);
        ref var next = ref MemoryMarshal.GetArrayDataReference(counts);
        ref var buckets = ref MemoryMarshal.GetArrayDataReference(bucketOf);
        ref var from = ref MemoryMarshal.GetArrayDataReference(times);
        ref var to = ref MemoryMarshal.GetArrayDataReference(sorted);
        for (var i = 0; i < count; i++)
            Unsafe.Add(ref to, Unsafe.Add(ref next, (nint)Unsafe.Add(ref buckets, i))++) = Unsafe.Add(ref from, i);
        sorted.AsSpan(count, 2 * Vector512<double>.Count).Fill(double.PositiveInfinity);
        for (var round = 0; round < Rounds; round++)
        {
            OrderPairs(ref to, 0, count);
            OrderPairs(ref to, 1, count);
        }

        Insert(sorted, count);
    }

    // Each time changes places with its neighbor if that is smaller, all pairs at once and without a branch that nobody could foresee.
    private static void OrderPairs(ref double times, nuint first, int count)
    {
        var isLower = Vector512.Create(-1L, 0, -1, 0, -1, 0, -1, 0).AsDouble();
        for (var i = first; i < (nuint)count; i += (nuint)Vector512<double>.Count)
        {
            var now = Vector512.LoadUnsafe(ref times, i);
            var other = Vector512.Shuffle(now, Vector512.Create(1L, 0, 3, 2, 5, 4, 7, 6));
            Vector512.ConditionalSelect(isLower, Vector512.MinNative(now, other), Vector512.MaxNative(now, other)).StoreUnsafe(ref times, i);
        }
    }

    private static void Insert(double[] sorted, int count)
    {
        var before = count > 0 ? sorted[0] : 0;
        for (var i = 1; i < count; i++)
        {
            var time = sorted[i];
            if (before <= time)
            {
                before = time;
                continue;
            }

            var at = i;
            for (; at > 0 && sorted[at - 1] > time; at--)
                sorted[at] = sorted[at - 1];
            sorted[at] = time;
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
