namespace Equipoise.Registry.Finding;

/// <summary>How many letters have to be put in, left out, changed, or swapped with their neighbor to make one word of another (the
/// optimal string alignment distance).</summary>
internal static class EditDistance
{
    private const int Longest = 64;

    /// <summary>The distance, or <paramref name="most"/> + 1 where it is larger.</summary>
    /// <param name="one">A word of at most 64 characters; of a longer one the distance counts as too large.</param>
    /// <param name="other">The other.</param>
    /// <param name="most">The largest distance of interest.</param>
    /// <param name="steps">Grows by the cells that were computed.</param>
    public static int Of(ReadOnlySpan<char> one, ReadOnlySpan<char> other, int most, ref long steps)
    {
        if (one.Length > Longest || other.Length > Longest || Math.Abs(one.Length - other.Length) > most)
            return most + 1;
        Span<int> before = stackalloc int[Longest + 1], last = stackalloc int[Longest + 1], row = stackalloc int[Longest + 1];
        for (var column = 0; column <= other.Length; column++)
            last[column] = column;
        for (var line = 1; line <= one.Length; line++)
        {
            row[0] = line;
            var least = line;
            for (var column = 1; column <= other.Length; column++)
            {
                var change = last[column - 1] + (one[line - 1] == other[column - 1] ? 0 : 1);
                var best = Math.Min(change, Math.Min(last[column], row[column - 1]) + 1);
                if (line > 1 && column > 1 && one[line - 1] == other[column - 2] && one[line - 2] == other[column - 1])
                    best = Math.Min(best, before[column - 2] + 1);
                row[column] = best;
                least = Math.Min(least, best);
            }

            steps += other.Length;
            if (least > most)
                return most + 1;
            var free = before;
            before = last;
            last = row;
            row = free;
        }

        return Math.Min(last[other.Length], most + 1);
    }
}
