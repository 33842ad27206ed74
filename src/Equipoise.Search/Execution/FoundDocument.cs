using Equipoise.Search.Searching;
using Equipoise.Search.Segments;

namespace Equipoise.Search.Execution;

/// <summary>A document found in a segment.</summary>
/// <param name="View">The segment.</param>
/// <param name="Root">What found it.</param>
/// <param name="Document">Its number there.</param>
/// <param name="Sort">What it is sorted by.</param>
/// <param name="ScoreLevel">Which level of the order is its score, or -1.</param>
/// <param name="Key">Its key.</param>
internal sealed record FoundDocument(SegmentView View, Node Root, int Document, IReadOnlyList<SortValue> Sort, int ScoreLevel, string Key)
{
    /// <summary>What the asker is told of it.</summary>
    public Hit ToHit(SearchRequest request, Func<DistanceRequest, Segment, NearestPoint> nearest) =>
        new(Key, Score(), request.WithPayloads ? View.Segment.Payloads.Open(Document).Payload(Document) : default, Sort, [.. request.Distances.Select(distance => nearest(distance, View.Segment).Distance(Document))]);

    private double Score()
    {
        if (ScoreLevel >= 0)
            return Sort[ScoreLevel].Number!.Value;
        var window = Window.Of(Document, View.Segment.DocumentCount);
        var bits = new ulong[Window.Words];
        bits[(Document - window.Start) >> 6] = 1UL << Document;
        var scores = new float[Window.Size];
        Root.Score(window, bits, scores, float.NegativeInfinity, certain: true);
        return scores[Document - window.Start];
    }
}
