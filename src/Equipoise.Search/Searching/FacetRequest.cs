namespace Equipoise.Search.Searching;

/// <summary>Hits counted by the values of a field.</summary>
/// <param name="Column">A keyword or boolean field; with <see cref="Ranges"/>, a number or date field.</param>
public sealed record FacetRequest(string Column)
{
    /// <summary>What the result is called; the column where nothing else is said.</summary>
    public string Name { get; init; } = Column;

    /// <summary>How many values to return: the most frequent, ties by value.</summary>
    public int Top { get; init; } = 20;

    /// <summary>The kind of nested document the field belongs to, or null. A hit counts once for each value, however many of
    /// its nested documents have it.</summary>
    public string? Path { get; init; }

    /// <summary>The name of filters that this facet counts without, for a choice of several values; null for none.</summary>
    public string? WithoutFilter { get; init; }

    /// <summary>Ranges to count instead of values; they may overlap.</summary>
    public IReadOnlyList<FacetRange> Ranges { get; init; } = [];
}
