namespace Equipoise.Registry.Comparison;

/// <summary>The difference between two texts, word by word.</summary>
/// <param name="Runs">Runs of words in the order of both texts: without the added ones the older text, without the removed
/// ones the newer.</param>
/// <param name="Steps">How much work it was; see <see cref="MostSteps"/>.</param>
/// <remarks>The shortest edit script by E. W. Myers, "An O(ND) difference algorithm and its variations", Algorithmica 1
/// (1986), over words. Where two texts have so little in common that it would take too long, all is removed and added.</remarks>
public sealed record WordDifference(IReadOnlyList<DifferenceRun> Runs, long Steps)
{
    /// <summary>The most that is done to find what two texts have in common.</summary>
    public const long MostSteps = 1_000_000;

    /// <summary>Compares two texts.</summary>
    public static WordDifference Between(string older, string newer)
    {
        ArgumentNullException.ThrowIfNull(older);
        ArgumentNullException.ThrowIfNull(newer);
        var (before, after) = (Words(older), Words(newer));
        var head = 0;
        while (head < before.Count && head < after.Count && string.Equals(before[head], after[head], StringComparison.Ordinal))
            head++;
        var tail = 0;
        while (tail < before.Count - head && tail < after.Count - head && string.Equals(before[^(tail + 1)], after[^(tail + 1)], StringComparison.Ordinal))
            tail++;

        var runs = new RunList();
        runs.Add(DifferenceKind.Same, before.Take(head));
        var steps = AddMiddle(before[head..^tail], after[head..^tail], runs) + head + tail;
        runs.Add(DifferenceKind.Same, before.TakeLast(tail));
        return new WordDifference(runs.Close(), steps);
    }

    private static long AddMiddle(List<string> before, List<string> after, RunList runs)
    {
        var (script, steps) = EditScript(before, after);
        if (script is null)
        {
            runs.Add(DifferenceKind.Removed, before);
            runs.Add(DifferenceKind.Added, after);
            return steps;
        }

        foreach (var (kind, word) in script)
            runs.Add(kind, [word]);
        return steps;
    }

    // Walks the edit graph by rounds of one more edit; each round remembers how far it came on every diagonal.
    private static (List<(DifferenceKind Kind, string Word)>? Script, long Steps) EditScript(List<string> before, List<string> after)
    {
        var (n, m, steps) = (before.Count, after.Count, 0L);
        var rounds = new List<int[]>();
        var far = new int[3];
        for (var edits = 0; edits <= n + m; edits++)
        {
            // Diagonals -edits … edits lie at 2 … 2·edits + 2, with a border on both sides.
            var next = new int[(2 * edits) + 5];
            for (var diagonal = -edits; diagonal <= edits; diagonal += 2)
            {
                var x = Start(far, edits, diagonal);
                var y = x - diagonal;
                while (x < n && y < m && string.Equals(before[x], after[y], StringComparison.Ordinal))
                    (x, y, steps) = (x + 1, y + 1, steps + 1);
                next[diagonal + edits + 2] = x;
                steps++;
                if (x >= n && y >= m)
                {
                    rounds.Add(next);
                    return (Backtrack(before, after, rounds), steps);
                }
            }

            rounds.Add(next);
            far = next;
            if (steps > MostSteps)
                return (null, steps);
        }

        return (null, steps);
    }

    // Where the round before leaves off on the neighbor diagonal that comes further: down adds a word, right removes one.
    private static int Start(int[] far, int edits, int diagonal)
    {
        if (edits == 0)
            return 0;
        var (below, above) = (far[diagonal - 1 + edits + 1], far[diagonal + 1 + edits + 1]);
        return diagonal == -edits || (diagonal != edits && below < above) ? above : below + 1;
    }

    private static List<(DifferenceKind Kind, string Word)> Backtrack(List<string> before, List<string> after, List<int[]> rounds)
    {
        var script = new List<(DifferenceKind, string)>();
        var (x, y) = (before.Count, after.Count);
        for (var edits = rounds.Count - 1; edits >= 0; edits--)
        {
            var diagonal = x - y;
            var start = edits == 0 ? 0 : Start(rounds[edits - 1], edits, diagonal);
            while (x > start)
            {
                script.Add((DifferenceKind.Same, before[--x]));
                y--;
            }

            if (edits == 0)
                break;
            var far = rounds[edits - 1];
            var isAdded = diagonal == -edits || (diagonal != edits && far[diagonal + edits] < far[diagonal + 2 + edits]);
            script.Add(isAdded ? (DifferenceKind.Added, after[--y]) : (DifferenceKind.Removed, before[--x]));
        }

        script.Reverse();
        return script;
    }

    // A word with the white space after it, so that the words of a text make the text.
    private static List<string> Words(string text)
    {
        var (words, start) = (new List<string>(), 0);
        for (var i = 1; i <= text.Length; i++)
        {
            if (i < text.Length && (char.IsWhiteSpace(text[i]) || !char.IsWhiteSpace(text[i - 1])))
                continue;
            words.Add(text[start..i]);
            start = i;
        }

        return words;
    }
}
