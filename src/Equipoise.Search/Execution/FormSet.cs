using Equipoise.Search.Postings;

namespace Equipoise.Search.Execution;

/// <summary>The lists with positions of one word in the forms that count.</summary>
internal sealed class FormSet(int offset, IReadOnlyList<PlaceCursor> cursors)
{
    private readonly int[] blocks = new int[cursors.Count];
    private readonly int[] places = new int[cursors.Count];
    private readonly int[] reached = new int[cursors.Count];

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

    /// <summary>The word's positions in a document, ascending. Fastest when documents ascend.</summary>
    public void Positions(int document, PositionList positions)
    {
        positions.Clear();
        var holders = 0;
        for (var number = 0; number < cursors.Count; number++)
        {
            if (!Reach(number, document))
                continue;
            cursors[number].Positions(blocks[number], places[number], positions);
            holders++;
        }

        if (holders > 1)
            positions.Sort();
    }

    // Goes to the first document of a list at or beyond another, from where it is.
    private bool Reach(int number, int document)
    {
        if (reached[number] > document && places[number] > 0)
        {
            var earlier = cursors[number].Documents(blocks[number])[places[number] - 1];
            if (earlier < document)
                return false;
        }

        var cursor = cursors[number];
        var block = blocks[number];
        if (cursor.Before(block) >= document || cursor.Last(block) < document || reached[number] > document)
        {
            blocks[number] = block = cursor.Find(document);
            places[number] = 0;
            if (block >= cursor.Blocks)
            {
                blocks[number] = 0;
                reached[number] = 0;
                return false;
            }
        }

        var documents = cursor.Documents(block);
        var place = places[number];
        while (place < documents.Length && documents[place] < document)
            place++;
        places[number] = Math.Min(place, documents.Length - 1);
        reached[number] = place < documents.Length ? documents[place] : 0;
        return reached[number] == document;
    }
}
