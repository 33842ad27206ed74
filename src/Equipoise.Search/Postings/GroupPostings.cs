using System.Numerics;

namespace Equipoise.Search.Postings;

/// <summary>Collects the documents of a group that have a word, with their weighted occurrences as codes.</summary>
/// <param name="lengths">The weighted length of each document of the table in the group, as a code.</param>
internal sealed class GroupPostings(byte[] lengths)
{
    private const int Least = 16;
    private int[] documents = new int[Least];
    private byte[] codes = new byte[Least];

    public int Count { get; private set; }

    public ReadOnlySpan<int> Documents => documents.AsSpan(0, Count);

    /// <summary>For each document its weighted occurrences.</summary>
    public ReadOnlySpan<byte> Codes => codes.AsSpan(0, Count);

    /// <summary>Adds a document beyond the last.</summary>
    public void Add(int document, byte code)
    {
        var at = Count;
        if (at == documents.Length)
            Grow(at + 1);
        documents[at] = document;
        codes[at] = code;
        Count = at + 1;
    }

    /// <summary>Adds documents beyond the last.</summary>
    /// <param name="others">Their numbers, less a shift.</param>
    /// <param name="shift">The shift.</param>
    /// <param name="theirCodes">Their codes.</param>
    public void Add(ReadOnlySpan<int> others, int shift, ReadOnlySpan<byte> theirCodes)
    {
        if (Count + others.Length > documents.Length)
            Grow(Count + others.Length);
        var target = documents.AsSpan(Count, others.Length);
        var at = 0;
        for (var shifts = new Vector<int>(shift); at + Vector<int>.Count <= others.Length; at += Vector<int>.Count)
            (new Vector<int>(others[at..]) + shifts).CopyTo(target[at..]);
        for (; at < others.Length; at++)
            target[at] = others[at] + shift;
        theirCodes.CopyTo(codes.AsSpan(Count));
        Count += others.Length;
    }

    /// <summary>The least weighted length of some documents, by their places in the list.</summary>
    public byte LeastLength(int first, int count)
    {
        var least = byte.MaxValue;
        foreach (var document in documents.AsSpan(first, count))
            least = Math.Min(least, lengths[document]);
        return least;
    }

    /// <summary>Whether all of its documents are among some others, which ascend too.</summary>
    public bool IsAmong(ReadOnlySpan<int> others)
    {
        var own = Documents;
        if (own.Length > others.Length)
            return false;
        var at = 0;
        foreach (var document in own)
        {
            while (at < others.Length && others[at] < document)
                at++;
            if (at == others.Length || others[at] != document)
                return false;
        }

        return true;
    }

    /// <summary>Sorts the numbers of groups, which mostly ascend.</summary>
    public static void Order(List<int> groups)
    {
        for (var at = 1; at < groups.Count; at++)
        {
            if (groups[at] > groups[at - 1])
                continue;
            groups.Sort();
            return;
        }
    }

    /// <summary>Begins anew.</summary>
    public void Clear() => Count = 0;

    private void Grow(int least)
    {
        var room = Math.Max(documents.Length * 2, least);
        Array.Resize(ref documents, room);
        Array.Resize(ref codes, room);
    }
}
