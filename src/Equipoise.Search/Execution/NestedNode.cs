using System.Numerics;
using Equipoise.Search.Segments;

namespace Equipoise.Search.Execution;

/// <summary>The documents of which a nested one matches, where none scores. Nested documents lie in the order of the documents they belong to, so those of a window are
/// neighbors, and of few documents only their own are looked at.</summary>
/// <param name="node">What matches nested documents.</param>
/// <param name="table">Their table.</param>
internal sealed class NestedNode(Node node, TableReader table) : Node
{
    // Where more than one in so many documents is asked about, all nested ones of the window are.
    private const int Sparse = 4;
    private readonly ulong[] children = new ulong[Window.Words];

    public override int Cost => Math.Min(node.Cost, table.ParentCount!.Value);

    public override long Work => node.Work;

    public override bool IsCostly => node.IsCostly;

    public override int Next(int document)
    {
        var starts = table.ChildStarts();
        if (document >= starts.Length - 1 || starts[document] >= table.DocumentCount)
            return int.MaxValue;
        var child = node.Next(starts[document]);
        return child >= table.DocumentCount ? int.MaxValue : NestedMatch.ParentOf(starts, child, document);
    }

    public override void Match(Window window, Span<ulong> bits)
    {
        bits.Clear();
        var starts = table.ChildStarts();
        var end = starts[window.End];
        for (var child = starts[window.Start]; child < end;)
        {
            var own = Window.Of(child, table.DocumentCount);
            node.Match(own, children);
            Mark(starts, own, Math.Min(end, own.End), window, child, bits);
            child = own.End;
        }
    }

    public override void Narrow(Window window, Span<ulong> bits) => Narrow(window, bits, cheaply: false);

    public override void NarrowCheaply(Window window, Span<ulong> bits) => Narrow(window, bits, cheaply: true);

    private void Narrow(Window window, Span<ulong> bits, bool cheaply)
    {
        Span<ulong> found = stackalloc ulong[Window.Words];
        if (!node.IsCostly && Window.Matches(bits) * Sparse > window.Count)
        {
            Match(window, found);
            Bits.And(bits, found);
            return;
        }

        found.Clear();
        var starts = table.ChildStarts();
        var end = starts[window.End];
        for (var child = starts[window.Start]; child < end;)
        {
            var own = Window.Of(child, table.DocumentCount);
            Ask(starts, own, window, bits);
            if (!Bits.AreEmpty(children))
            {
                if (cheaply)
                    node.NarrowCheaply(own, children);
                else
                    node.Narrow(own, children);
                Mark(starts, own, Math.Min(end, own.End), window, child, found);
            }

            child = own.End;
        }

        found.CopyTo(bits);
    }

    // The nested documents of those asked about that lie in a window of theirs.
    private void Ask(ReadOnlySpan<int> starts, Window own, Window window, ReadOnlySpan<ulong> bits)
    {
        children.AsSpan().Clear();
        for (var word = 0; word < bits.Length; word++)
        {
            for (var left = bits[word]; left != 0; left &= left - 1)
            {
                var document = window.Start + word * 64 + BitOperations.TrailingZeroCount(left);
                if (starts[document] >= own.End)
                    return;
                Bits.Fill(children, Math.Max(starts[document], own.Start) - own.Start, Math.Min(starts[document + 1], own.End) - own.Start);
            }
        }
    }

    private void Mark(ReadOnlySpan<int> starts, Window own, int end, Window window, int first, Span<ulong> bits)
    {
        var parent = window.Start;
        for (var word = (first - own.Start) >> 6; word < children.Length; word++)
        {
            for (var left = children[word]; left != 0; left &= left - 1)
            {
                var child = own.Start + word * 64 + BitOperations.TrailingZeroCount(left);
                if (child < first)
                    continue;
                if (child >= end)
                    return;
                parent = NestedMatch.ParentOf(starts, child, parent);
                bits[(parent - window.Start) >> 6] |= 1UL << (parent - window.Start);
            }
        }
    }
}
