using Equipoise.Search.Searching;
using Equipoise.Search.Segments;

namespace Equipoise.Search.Execution;

/// <summary>A document found in a segment.</summary>
/// <param name="view">The segment.</param>
/// <param name="root">What found it.</param>
/// <param name="document">Its number there.</param>
/// <param name="sort">What it is sorted by.</param>
/// <param name="scoreLevel">Which level of the order is its score, or -1.</param>
internal sealed class FoundDocument(SegmentView view, Node root, int document, SortValue[] sort, int scoreLevel)
{
    /// <summary>The segment.</summary>
    public Segment Segment => view.Segment;

    /// <summary>Its number there.</summary>
    public int Document => document;

    /// <summary>What it is sorted by.</summary>
    public ReadOnlySpan<SortValue> Sort => sort;

    /// <summary>Its key, read when first asked for: most documents that are found are on no page.</summary>
    public string Key => field ??= ReadKey();

    /// <summary>What the asker is told of it.</summary>
    public Hit ToHit(SearchRequest request, IReadOnlyList<double?> distances) =>
        new(Key, request.Sort is [{ IsStored: true }, ..] ? 0 : Score(), request.WithPayloads ? Segment.Payloads.Read(document) : default(ReadOnlyMemory<byte>), sort, distances);

    private double Score()
    {
        if (scoreLevel >= 0)
            return sort[scoreLevel].Number!.Value;
        var window = Window.Of(document, Segment.DocumentCount);
        var bits = new ulong[Window.Words];
        bits[(document - window.Start) >> 6] = 1UL << document;
        var scores = new float[Window.Size];
        root.Score(window, bits, scores, float.NegativeInfinity, certain: true);
        return scores[document - window.Start];
    }

    private string ReadKey()
    {
        var column = Segment.Tables[0].Keys!;
        return column.Values.Get((int)column.Rows.Value(column.Rows.Of(document, out _)));
    }
}
