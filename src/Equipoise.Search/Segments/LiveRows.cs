namespace Equipoise.Search.Segments;

/// <summary>Which rows of a table belong to documents that are not deleted.</summary>
internal sealed class LiveRows(SegmentView view, int table)
{
    private int parent;

    /// <summary>Whether a row counts; fastest in ascending order.</summary>
    public bool IsLive(int row)
    {
        if (view.Deleted is null)
            return true;
        if (table == 0)
            return !view.IsDeleted(row);
        var starts = view.Segment.Tables[table].ChildStarts();
        if (starts[parent] > row)
            parent = 0;
        while (starts[parent + 1] <= row)
            parent++;
        return !view.IsDeleted(parent);
    }
}
