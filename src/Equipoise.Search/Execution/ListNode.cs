using Equipoise.Search.Postings;

namespace Equipoise.Search.Execution;

/// <summary>The documents of one or a few lists. Does not score.</summary>
internal sealed class ListNode(IReadOnlyList<PostingCursor> cursors) : Node
{
    public override int Cost { get; } = cursors.Sum(cursor => cursor.Count);

    public override int Next(int document)
    {
        var next = int.MaxValue;
        foreach (var cursor in cursors)
            next = Math.Min(next, ListMatch.Next(cursor, document));
        return next;
    }

    public override void Match(Window window, Span<ulong> bits)
    {
        bits.Clear();
        foreach (var cursor in cursors)
            ListMatch.Add(cursor, window, bits);
    }

    public override void Narrow(Window window, Span<ulong> bits)
    {
        Span<ulong> own = stackalloc ulong[Window.Words];
        own.Clear();
        foreach (var cursor in cursors)
            ListMatch.Add(cursor, window, bits, own);
        Bits.And(bits, own);
    }
}
