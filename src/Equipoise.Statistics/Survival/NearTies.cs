namespace Equipoise.Statistics.Survival;

/// <summary>When two times that arithmetic made differ only in their last digits, such as 0.1 + 0.2 and 0.3, they are one
/// time.</summary>
/// <remarks>The rule: of the distinct times in order, a neighbor that follows by at most 1.5·10⁻⁸ (the square root of the
/// machine's precision) of the mean of their sizes joins the time before it and takes its value. The rule does
/// not change when the unit of time does. R's <c>survival</c> has the same rule as <c>timefix</c>, beside an absolute limit
/// of the same size.</remarks>
internal static class NearTies
{
    private static readonly double Tolerance = Math.Sqrt(double.BitIncrement(1) - 1);

    /// <summary>Joins near ties among times and starts, in place.</summary>
    public static void Join(double[] times, int[] order, double[]? starts, int[]? startOrder)
    {
        var all = starts is null ? order : Merge(times, order, starts, startOrder!);
        var (sum, distinct, smallestGap, previous) = (0.0, 0, double.PositiveInfinity, double.NegativeInfinity);
        foreach (var at in all)
        {
            var time = At(at);
            if (time == previous)
                continue;
            smallestGap = Math.Min(smallestGap, time - previous);
            sum += time / all.Length;
            distinct++;
            previous = time;
        }

        var limit = Tolerance * sum * ((double)all.Length / distinct);
        if (smallestGap <= limit)
            Join(limit);

        ref double At(int at) => ref at >= 0 ? ref times[at] : ref starts![~at];

        void Join(double limit)
        {
            var (last, value) = (double.NegativeInfinity, 0.0);
            foreach (var at in all)
            {
                ref var time = ref At(at);
                if (time - last > limit)
                    value = time;
                (last, time) = (time, value);
            }
        }
    }

    // All rows' times, and starts as the complements of their rows, in one order.
    private static int[] Merge(double[] times, int[] order, double[] starts, int[] startOrder)
    {
        var (all, next, count) = (new int[order.Length + startOrder.Length], 0, 0);
        foreach (var row in order)
        {
            for (; next < startOrder.Length && starts[startOrder[next]] <= times[row]; next++)
                all[count++] = ~startOrder[next];
            all[count++] = row;
        }

        return all;
    }
}
