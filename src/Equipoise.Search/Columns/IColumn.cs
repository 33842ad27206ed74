namespace Equipoise.Search.Columns;

/// <summary>The values of a field.</summary>
internal interface IColumn
{
    /// <summary>Each document's values, by number.</summary>
    Rows Rows { get; }

    /// <summary>How many bytes it takes.</summary>
    long Bytes { get; }
}
