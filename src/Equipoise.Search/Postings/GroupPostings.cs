using System.Numerics;
using System.Runtime.InteropServices;

namespace Equipoise.Search.Postings;

/// <summary>Collects the documents of a group that have a word, with their weighted occurrences as codes.</summary>
/// <param name="lengths">The weighted length of each document of the table in the group, as a code.</param>
internal sealed class GroupPostings(byte[] lengths)
{
    private readonly List<int> documents = [];
    private readonly List<byte> codes = [];

    public int Count => documents.Count;

    public ReadOnlySpan<int> Documents => CollectionsMarshal.AsSpan(documents);

    /// <summary>For each document its weighted occurrences.</summary>
    public ReadOnlySpan<byte> Codes => CollectionsMarshal.AsSpan(codes);

    /// <summary>Adds a document beyond the last.</summary>
    public void Add(int document, byte code)
    {
        documents.Add(document);
        codes.Add(code);
    }

    /// <summary>Adds documents beyond the last.</summary>
    /// <param name="others">Their numbers, less a shift.</param>
    /// <param name="shift">The shift.</param>
    /// <param name="theirCodes">Their codes.</param>
    public void Add(ReadOnlySpan<int> others, int shift, ReadOnlySpan<byte> theirCodes)
    {
        var start = documents.Count;
        CollectionsMarshal.SetCount(documents, start + others.Length);
        var target = CollectionsMarshal.AsSpan(documents)[start..];
        var at = 0;
        for (var shifts = new Vector<int>(shift); at + Vector<int>.Count <= others.Length; at += Vector<int>.Count)
            (new Vector<int>(others[at..]) + shifts).CopyTo(target[at..]);
        for (; at < others.Length; at++)
            target[at] = others[at] + shift;
        codes.AddRange(theirCodes);
    }

    /// <summary>A document's weighted length, by its place in the list.</summary>
    public byte Length(int place) => lengths[documents[place]];

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

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        documents.Clear();
        codes.Clear();
    }
}
