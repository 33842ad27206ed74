using System.Runtime.InteropServices;

namespace Equipoise.Search.Postings;

/// <summary>Collects the documents of a group that have a word, with their weighted occurrences and weighted lengths as codes.</summary>
internal sealed class GroupPostings
{
    private readonly List<int> documents = [];
    private readonly List<byte> codes = [];
    private readonly List<byte> lengths = [];

    public int Count => documents.Count;

    public ReadOnlySpan<int> Documents => CollectionsMarshal.AsSpan(documents);

    /// <summary>For each document its weighted occurrences.</summary>
    public ReadOnlySpan<byte> Codes => CollectionsMarshal.AsSpan(codes);

    /// <summary>For each document its weighted length.</summary>
    public ReadOnlySpan<byte> Lengths => CollectionsMarshal.AsSpan(lengths);

    /// <summary>Adds a document beyond the last.</summary>
    public void Add(int document, byte code, byte length)
    {
        documents.Add(document);
        codes.Add(code);
        lengths.Add(length);
    }

    /// <summary>Whether all of its documents are among some others, which ascend too.</summary>
    public bool IsAmong(ReadOnlySpan<int> others)
    {
        var at = 0;
        foreach (var document in documents)
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
        lengths.Clear();
    }
}
