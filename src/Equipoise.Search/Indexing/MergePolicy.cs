using Equipoise.Search.Segments;

namespace Equipoise.Search.Indexing;

/// <summary>Which segments to merge: those of like size once there are enough of them, smallest first, and any of which most is
/// deleted. It looks at nothing but sizes, so the same documents lead to the same segments.</summary>
internal sealed class MergePolicy(int factor)
{
    private const long SmallestLevel = 1 << 20;

    /// <summary>The segments to merge next; none where all is well.</summary>
    public IReadOnlyList<SegmentView> Pick(IReadOnlyList<SegmentView> views)
    {
        var level = views.GroupBy(Level).Where(group => group.Count() >= factor).OrderBy(group => group.Key).FirstOrDefault();
        if (level is not null)
            return [.. level.Take(factor)];
        return [.. views.Where(view => view.LiveCount * 2 < view.Segment.DocumentCount).Take(1)];
    }

    private int Level(SegmentView view)
    {
        var level = 0;
        for (var size = view.Segment.Entry.Bytes / SmallestLevel; size > 0; size /= factor)
            level++;
        return level;
    }
}
