using Equipoise.Search.Postings;

namespace Equipoise.Search.Execution;

/// <summary>Matches the documents of a list, window by window.</summary>
internal static class ListMatch
{
    /// <summary>Where the list can go on. A block that a window can hold is not read for that.</summary>
    public static int Next(PostingCursor cursor, int document)
    {
        var block = cursor.Find(document);
        if (block >= cursor.Blocks)
            return int.MaxValue;
        if (cursor.Before(block) >= document)
            return cursor.Before(block) + 1;
        if (cursor.Last(block) - cursor.Before(block) < Window.Size)
            return document;
        var documents = cursor.Documents(block);
        var found = documents.BinarySearch(document);
        found = found >= 0 ? found : ~found;
        if (found < documents.Length)
            return documents[found];
        return block < cursor.Blocks - 1 ? cursor.Last(block) + 1 : int.MaxValue;
    }

    /// <summary>Sets the bits of the list's documents and leaves the others.</summary>
    public static void Add(PostingCursor cursor, Window window, Span<ulong> bits)
    {
        for (var block = cursor.Find(window.Start); block < cursor.Blocks && cursor.Before(block) + 1 < window.End; block++)
            Set(cursor.Documents(block), window, bits);
    }

    /// <summary>The same, but reads only blocks in whose reach a candidate lies.</summary>
    public static void Add(PostingCursor cursor, Window window, ReadOnlySpan<ulong> candidates, Span<ulong> bits)
    {
        for (var block = cursor.Find(window.Start); block < cursor.Blocks && cursor.Before(block) + 1 < window.End; block++)
        {
            if (Reaches(cursor, block, window, candidates))
                Set(cursor.Documents(block), window, bits);
        }
    }

    /// <summary>Whether a candidate lies in the reach of a block.</summary>
    public static bool Reaches(PostingCursor cursor, int block, Window window, ReadOnlySpan<ulong> candidates)
    {
        var first = Math.Max(cursor.Before(block) + 1, window.Start);
        var last = Math.Min(cursor.Last(block), window.End - 1);
        return first <= last && Bits.AnyBetween(candidates, first - window.Start, last - window.Start);
    }

    /// <summary>Those of ascending documents that are in a window.</summary>
    public static ReadOnlySpan<int> Within(ReadOnlySpan<int> documents, Window window) => Within(documents, window, out _);

    /// <summary>The same, and how many come before them.</summary>
    public static ReadOnlySpan<int> Within(ReadOnlySpan<int> documents, Window window, out int before)
    {
        before = 0;
        if (documents.IsEmpty)
            return documents;
        if (documents[0] < window.Start)
        {
            before = documents.BinarySearch(window.Start);
            before = before >= 0 ? before : ~before;
        }

        var end = documents.Length;
        if (documents[^1] >= window.End)
        {
            end = documents.BinarySearch(window.End);
            end = end >= 0 ? end : ~end;
        }

        return documents[before..end];
    }

    private static void Set(ReadOnlySpan<int> documents, Window window, Span<ulong> bits)
    {
        foreach (var document in Within(documents, window))
        {
            var at = document - window.Start;
            bits[at >> 6] |= 1UL << at;
        }
    }
}
