namespace Equipoise.Search.Columns;

/// <summary>How a column keeps which documents have a value.</summary>
internal enum RowPresence
{
    /// <summary>All have one.</summary>
    All,

    /// <summary>A bit for each document, and for each 64 how many came before.</summary>
    Bitmap,

    /// <summary>Their numbers.</summary>
    List,
}
