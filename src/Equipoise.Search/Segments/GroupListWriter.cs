using Equipoise.Search.Files;
using Equipoise.Search.Postings;

namespace Equipoise.Search.Segments;

/// <summary>Writes the lists of a word's groups. Groups overlap, so most documents of a list are those of the longest one: it then only says which of them
/// they are, and by how much their weighted occurrences differ. A list that is a small part keeps its own numbers, so that reading it does not mean reading
/// a much longer one.</summary>
internal sealed class GroupListWriter
{
    // A list with fewer documents than one of as many of another is cheaper by itself, both in bytes and in time.
    private const int LeastPart = 8;

    // The longest list is that of the search of everything: it is read through the word's documents only where nearly all are in it.
    private const double NearlyAll = 0.8;

    private readonly PostingListWriter own = new(withCodes: true);
    private readonly MemberListWriter part = new();

    /// <summary>Writes a list of the word.</summary>
    /// <param name="sink">Where to.</param>
    /// <param name="list">The list.</param>
    /// <param name="documents">The word's documents.</param>
    /// <param name="longest">The longest of its lists.</param>
    /// <returns>What it is part of, and its length in bytes.</returns>
    public (ListBasis Basis, int Length) Write(FileSink sink, GroupPostings list, ReadOnlySpan<int> documents, GroupPostings longest)
    {
        var basis = BasisOf(list, documents.Length, longest);
        return (basis, basis switch
        {
            ListBasis.Longest => part.Write(sink, list, longest.Documents, longest.Codes, BasisOf(longest, documents.Length, longest) == ListBasis.Word ? documents : longest.Documents),
            ListBasis.Word => part.Write(sink, list, documents, [], documents),
            _ => WriteOwn(sink, list),
        });
    }

    private static ListBasis BasisOf(GroupPostings list, int documentCount, GroupPostings longest)
    {
        if (list == longest)
            return list.Count < documentCount && list.Count >= NearlyAll * documentCount ? ListBasis.Word : ListBasis.None;
        if (list.Count * LeastPart >= longest.Count && list.IsAmong(longest.Documents))
            return ListBasis.Longest;
        return longest.Count < documentCount && list.Count * LeastPart >= documentCount ? ListBasis.Word : ListBasis.None;
    }

    private int WriteOwn(FileSink sink, GroupPostings list)
    {
        // Only what has a full block says how long its documents are.
        var hasLengths = list.Count >= BlockPacking.BlockSize;
        var documents = list.Documents;
        var codes = list.Codes;
        for (var first = 0; first < documents.Length; first += BlockPacking.BlockSize)
        {
            var count = Math.Min(BlockPacking.BlockSize, documents.Length - first);
            own.AddBlock(documents.Slice(first, count), codes.Slice(first, count), hasLengths ? list.LeastLength(first, count) : (byte)0);
        }

        return own.Finish(sink);
    }
}
