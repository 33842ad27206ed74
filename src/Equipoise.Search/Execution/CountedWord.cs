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

    public CountedWord(SynonymNode node, IReadOnlyList<CountedWord> alternatives, WindowBuffers buffers)
    {
        Node = node;
        this.alternatives = alternatives;
        damping = [];
        one = buffers.Lend();
        most = buffers.Lend();
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

    /// <summary>Whether it costs less to say how much it counts at most.</summary>
    public bool IsCostly => cursor is null && (alternatives.Count == 0 || alternatives.Any(alternative => alternative.IsCostly));

    /// <summary>Adds the weighted occurrences in some documents, times a factor, and says how their lengths damp.</summary>
    /// <param name="window">The window.</param>
    /// <param name="matches">The documents.</param>
    /// <param name="factor">The factor.</param>
    /// <param name="sums">What is added to.</param>
    /// <param name="dampings">How their lengths damp.</param>
    /// <param name="atMost">Whether as much as there can be will do.</param>
    public void Count(Window window, ReadOnlySpan<ulong> matches, float factor, Span<float> sums, Span<float> dampings, bool atMost)
    {
        if (alternatives.Count > 0)
            CountMost(window, matches, factor, sums, dampings, atMost);
        else if (cursor is null)
            ((PlaceNode)Node).Count(window, matches, factor, sums, dampings, atMost);
        else
            CountList(cursor, window, matches, factor, sums, dampings);
    }

    /// <summary>Finds where it stands in those of some documents that have it, so that what it counts at most is known better.</summary>
    public void Locate(Window window, Span<ulong> documents)
    {
        if (Node is PlaceNode places)
        {
            places.Locate(window, documents);
            return;
        }

        Span<ulong> own = stackalloc ulong[Window.Words];
        foreach (var alternative in alternatives)
        {
            documents.CopyTo(own);
            alternative.Locate(window, own);
        }
    }

    private void CountMost(Window window, ReadOnlySpan<ulong> matches, float factor, Span<float> sums, Span<float> dampings, bool atMost)
    {
        most.AsSpan().Clear();
        foreach (var alternative in alternatives)
        {
            if (alternative.Node.Next(window.Start) >= window.End)
                continue;
            one.AsSpan().Clear();
            alternative.Count(window, matches, factor, one, dampings, atMost);
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
