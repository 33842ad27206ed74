using System.Numerics;
using Equipoise.Search.Segments;

namespace Equipoise.Search.Execution;

/// <summary>Which nested documents match, and whose they are.</summary>
internal static class NestedMatch
{
    /// <summary>All nested documents that match.</summary>
    public static ulong[] Children(Node node, TableReader table, CancellationToken cancellation)
    {
        var bitmap = BitmapNode.Empty(table.DocumentCount);
        foreach (var window in new WindowWalk(node, table.DocumentCount, cancellation))
            node.Match(window, bitmap.AsSpan(window.Start / 64, Window.Words));
        return bitmap;
    }

    /// <summary>The documents of which a nested one matches, with the best one's score.</summary>
    public static BitmapNode Parents(Node node, TableReader table, CancellationToken cancellation)
    {
        var parents = BitmapNode.Empty(table.ParentCount!.Value);
        var best = new float[parents.Length * 64];
        var scores = new float[Window.Size];
        var bits = new ulong[Window.Words];
        var parent = 0;
        foreach (var window in new WindowWalk(node, table.DocumentCount, cancellation))
        {
            node.Match(window, bits);
            scores.AsSpan().Clear();
            node.Score(window, bits, scores, float.NegativeInfinity, certain: true);

            var starts = table.ChildStarts();
            for (var word = 0; word < bits.Length; word++)
            {
                for (var left = bits[word]; left != 0; left &= left - 1)
                {
                    var at = word * 64 + BitOperations.TrailingZeroCount(left);
                    parent = ParentOf(starts, window.Start + at, parent);
                    parents[parent >> 6] |= 1UL << parent;
                    best[parent] = Math.Max(best[parent], scores[at]);
                }
            }
        }

        return new BitmapNode(parents, best);
    }

    /// <summary>Whose a nested document is.</summary>
    /// <param name="starts">Where each document's nested ones begin.</param>
    /// <param name="child">The nested document.</param>
    /// <param name="from">A document that it is not before.</param>
    public static int ParentOf(ReadOnlySpan<int> starts, int child, int from)
    {
        if (starts[from + 1] > child)
            return from;
        // The last document whose nested ones begin at or before the child: those without any begin where the next ones do. It is mostly near.
        var reach = 4;
        var low = from + 1;
        while (low + reach < starts.Length - 1 && starts[low + reach] <= child)
        {
            low += reach;
            reach *= 2;
        }

        var high = Math.Min(low + reach, starts.Length - 1) - 1;
        while (low < high)
        {
            var middle = (low + high + 1) >>> 1;
            if (starts[middle] <= child)
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }
}
