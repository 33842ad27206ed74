using Equipoise.Search.Searching;
using Equipoise.Search.Segments;

namespace Equipoise.Search.Execution;

/// <summary>A document found in a segment.</summary>
internal sealed record FoundDocument(SegmentView View, Node Root, int Document, IReadOnlyList<SortValue> Sort, string Key)
{
    /// <summary>What the asker is told of it.</summary>
    public Hit ToHit(SearchRequest request, Func<DistanceRequest, Segment, NearestPoint> nearest) =>
        new(Key, Score(), View.Segment.Payloads.Open(Document).Payload(Document), Sort, [.. request.Distances.Select(distance => nearest(distance, View.Segment).Distance(Document))]);

    private float Score()
    {
        var window = Window.Of(Document, View.Segment.DocumentCount);
        var bits = new ulong[Window.Words];
        bits[(Document - window.Start) >> 6] = 1UL << Document;
        var scores = new float[Window.Size];
        Root.Score(window, bits, scores, float.NegativeInfinity, certain: true);
        return scores[Document - window.Start];
    }
}
