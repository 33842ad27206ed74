using Equipoise.Search.Segments;

namespace Equipoise.Search.Indexing;

/// <summary>One table of a segment that is merged, and where its documents go.</summary>
internal sealed class MergeSource
{
    /// <summary>A table and the places of its documents.</summary>
    /// <param name="table">The table.</param>
    /// <param name="places">For each of its documents the number it will have, or -1 for those left out.</param>
    public MergeSource(TableReader table, int[] places)
    {
        (Table, Places) = (table, places);
        var first = places.Length == 0 ? 0 : places[0];
        var isShift = first >= 0;
        for (var document = 1; document < places.Length && isShift; document++)
            isShift = places[document] == first + document;
        Shift = isShift ? first : null;
    }

    /// <summary>The table.</summary>
    public TableReader Table { get; }

    /// <summary>For each of its documents the number it will have, or -1 for those left out.</summary>
    public int[] Places { get; }

    /// <summary>What each document's number grows by, where none is left out.</summary>
    public int? Shift { get; }
}
