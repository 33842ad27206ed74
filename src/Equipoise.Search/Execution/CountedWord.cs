using Equipoise.Search.Postings;

namespace Equipoise.Search.Execution;

/// <summary>A word or phrase whose weighted occurrences can be had without its score.</summary>
internal sealed unsafe class CountedWord
{
    private readonly PostingCursor? cursor;
    private readonly byte* lengths;
    private readonly float[] damping;
    private readonly IReadOnlyList<CountedWord> alternatives = [];
    private readonly float[] one = [];
    private readonly float[] most = [];

    public CountedWord(PlaceNode node)
    {
        Node = node;
        damping = [];
    }

    public CountedWord(SynonymNode node, IReadOnlyList<CountedWord> alternatives)
    {
        Node = node;
        this.alternatives = alternatives;
        damping = [];
        one = new float[Window.Size];
        most = new float[Window.Size];
    }

    public CountedWord(Node node, PostingCursor cursor, byte* lengths, Bm25 formula)
    {
        Node = node;
        this.cursor = cursor;
        this.lengths = lengths;
        damping = formula.ByCode;
    }

    /// <summary>Says which documents have it.</summary>
    public Node Node { get; }

    /// <summary>Adds the weighted occurrences in some documents, times a factor, and says how their lengths damp.</summary>
    public void Count(Window window, ReadOnlySpan<ulong> matches, float factor, Span<float> sums, Span<float> dampings)
    {
        if (alternatives.Count > 0)
            CountMost(window, matches, factor, sums, dampings);
        else if (cursor is null)
            ((PlaceNode)Node).Count(window, matches, factor, sums, dampings);
        else
            CountList(cursor, window, matches, factor, sums, dampings);
    }

    private void CountMost(Window window, ReadOnlySpan<ulong> matches, float factor, Span<float> sums, Span<float> dampings)
    {
        most.AsSpan().Clear();
        foreach (var alternative in alternatives)
        {
            one.AsSpan().Clear();
            alternative.Count(window, matches, factor, one, dampings);
            Sums.KeepGreater(most, one);
        }

        Sums.Add(sums, most);
    }

    private void CountList(PostingCursor list, Window window, ReadOnlySpan<ulong> matches, float factor, Span<float> sums, Span<float> dampings)
    {
        for (var block = list.Find(window.Start); block < list.Blocks && list.Before(block) + 1 < window.End; block++)
        {
            if (!ListMatch.Reaches(list, block, window, matches))
                continue;
            var documents = list.Documents(block);
            var codes = list.Codes(block);
            for (var number = 0; number < documents.Length; number++)
            {
                var at = (uint)(documents[number] - window.Start);
                if (at >= (uint)window.Count || (matches[(int)(at >> 6)] >> (int)at & 1) == 0)
                    continue;
                sums[(int)at] += Impact.Occurrences[codes[number]] * factor;
                dampings[(int)at] = damping[lengths[documents[number]]];
            }
        }
    }
}
