namespace Equipoise.Registry.Store;

/// <summary>Where the records of some studies lie, in the order of the studies: so that those that lie together are read together.</summary>
public sealed class TextPlaces
{
    private readonly IReadOnlyList<StudyRow> rows;

    internal TextPlaces(IReadOnlyList<StudyRow> rows) => this.rows = rows;

    /// <summary>How many there are; studies that the store does not have are not among them.</summary>
    public int Count => rows.Count;

    /// <summary>Where a part ends that keeps together what was packed together.</summary>
    /// <param name="from">Where it begins.</param>
    /// <param name="least">How many it has at least, where there are so many.</param>
    public int EndOf(int from, int least)
    {
        var end = Math.Min(from + least, rows.Count);
        while (end > from && end < rows.Count && rows[end].PackId is { } pack && pack == rows[end - 1].PackId)
            end++;
        return end;
    }

    internal IReadOnlyList<StudyRow> Part(int from, int end) => [.. rows.Skip(from).Take(end - from)];
}
