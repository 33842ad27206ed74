using Equipoise.Search.Postings;
using Equipoise.Search.Queries;
using Equipoise.Search.Segments;

namespace Equipoise.Search.Execution;

/// <summary>Finds where in a document a phrase begins.</summary>
internal sealed class PhraseMatch(TableReader table, PhraseWord[] words, int slop, PhraseAnchor anchor)
{
    private readonly PhraseWord[] rarestFirst = [.. words.OrderBy(word => word.Cost)];
    private readonly PositionList[] positions = [.. words.Select(_ => new PositionList())];
    private readonly PositionList places = new();
    private readonly PositionList begins = new();
    private readonly FieldMap map = new();

    /// <summary>The words, that with the fewest documents first.</summary>
    public ReadOnlySpan<PhraseWord> RarestFirst => rarestFirst;

    /// <summary>How often that of its words stands in the last document that stands there least, or a greater number where that was not asked.</summary>
    public int Fewest { get; private set; } = int.MaxValue;

    /// <summary>The positions at which the phrase begins in a document that has all of its words.</summary>
    public ReadOnlySpan<int> Begins(int document)
    {
        if (slop == 0)
            FindTogether(document);
        else
            FindApart(document);
        if (anchor != PhraseAnchor.None && begins.Count > 0)
            KeepAnchored(document);
        return begins.Span;
    }

    // Where the phrase can begin by the word that stands in the document least, then by each other one; frequent words are read only where it
    // matters, and only as far.
    private void FindTogether(int document)
    {
        Fewest = int.MaxValue;
        var first = 0;
        for (var word = 0; word < rarestFirst.Length; word++)
        {
            if (rarestFirst[word].Occurrences(document) is var count && count < Fewest)
                (Fewest, first) = (count, word);
        }

        rarestFirst[first].Positions(document, places);
        begins.Begin(places.Span, rarestFirst[first].Offset);
        for (var word = 0; word < rarestFirst.Length && begins.Count > 0; word++)
        {
            if (word == first)
                continue;
            rarestFirst[word].Positions(document, places, begins.Span[^1] + rarestFirst[word].Offset - 1);
            begins.KeepWhere(places.Span, rarestFirst[word].Offset);
        }
    }

    private void KeepAnchored(int document)
    {
        map.Read(table.Map(document));
        var beyond = words[^1].Offset - words[0].Offset + 1;
        begins.KeepWhere(first => map.Value(first) is var value
            && ((anchor & PhraseAnchor.Start) == PhraseAnchor.None || map.Start(value) == first)
            && ((anchor & PhraseAnchor.End) == PhraseAnchor.None || map.Start(value) + map.Length(value) == first + beyond));
    }

    private void FindApart(int document)
    {
        begins.Clear();
        for (var word = 0; word < words.Length; word++)
        {
            words[word].Positions(document, positions[word]);
            if (positions[word].Count == 0)
                return;
        }

        begins.Begin(positions[0].Span, 0);
        begins.KeepWhere(first => Last(first) >= 0);
        if (begins.Count == 0)
            return;
        map.Read(table.Map(document));
        begins.KeepWhere(first => map.Value(Last(first)) == map.Value(first));
    }

    // Where a phrase that begins at a position ends, or -1: each word as early as it can.
    private int Last(int first)
    {
        var last = first;
        for (var word = 1; word < words.Length; word++)
        {
            var list = positions[word].Span;
            var least = last + words[word].Offset - words[word - 1].Offset;
            var at = list.BinarySearch(least);
            if (at < 0 && ~at == list.Length)
                return -1;
            last = list[at >= 0 ? at : ~at];
        }

        return last - first - (words[^1].Offset - words[0].Offset) <= slop ? last : -1;
    }
}
