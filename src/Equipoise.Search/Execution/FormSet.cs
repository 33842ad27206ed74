using Equipoise.Search.Postings;

namespace Equipoise.Search.Execution;

/// <summary>The lists with positions of one word in the forms that count.</summary>
internal sealed class FormSet(int offset, IReadOnlyList<PlaceCursor> cursors)
{
    private readonly int[] blocks = new int[cursors.Count];

    /// <summary>Where in the phrase the word stands.</summary>
    public int Offset => offset;

    public int Cost { get; } = cursors.Sum(cursor => cursor.Count);

    public int Next(int document)
    {
        var next = int.MaxValue;
        foreach (var cursor in cursors)
            next = Math.Min(next, ListMatch.Next(cursor, document));
        return next;
    }

    public void Match(Window window, Span<ulong> bits)
    {
        bits.Clear();
        foreach (var cursor in cursors)
            ListMatch.Add(cursor, window, bits);
    }

    public void Narrow(Window window, Span<ulong> bits)
    {
        Span<ulong> own = stackalloc ulong[Window.Words];
        own.Clear();
        foreach (var cursor in cursors)
            ListMatch.Add(cursor, window, bits, own);
        Bits.And(bits, own);
    }

    /// <summary>The word's positions in a document, ascending.</summary>
    public void Positions(int document, List<int> positions)
    {
        positions.Clear();
        var holders = 0;
        for (var number = 0; number < cursors.Count; number++)
        {
            var cursor = cursors[number];
            var block = blocks[number];
            if (block >= cursor.Blocks || cursor.Before(block) >= document || cursor.Last(block) < document)
                blocks[number] = block = cursor.Find(document);
            if (block >= cursor.Blocks || cursor.Before(block) >= document)
                continue;
            var place = cursor.Documents(block).BinarySearch(document);
            if (place < 0)
                continue;
            cursor.Positions(block, place, positions);
            holders++;
        }

        if (holders > 1)
            positions.Sort();
    }
}
