using Equipoise.Search.Postings;

namespace Equipoise.Search.Execution;

/// <summary>The documents of a list. Does not score.</summary>
internal sealed class ListNode(PostingCursor cursor) : Node
{
    public override int Cost => cursor.Count;

    public override int Next(int document) => ListMatch.Next(cursor, document);

    public override void Match(Window window, Span<ulong> bits)
    {
        bits.Clear();
        ListMatch.Add(cursor, window, bits);
    }

    public override void Narrow(Window window, Span<ulong> bits)
    {
        Span<ulong> own = stackalloc ulong[Window.Words];
        own.Clear();
        ListMatch.Add(cursor, window, bits, own);
        Bits.And(bits, own);
    }
}
