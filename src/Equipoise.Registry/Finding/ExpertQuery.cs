namespace Equipoise.Registry.Finding;

/// <summary>A search in the registry's query language.</summary>
/// <param name="Expression">The expression; an empty one finds every study.</param>
public sealed record ExpertQuery(string Expression)
{
    /// <summary>The order; by distance there is none.</summary>
    public FinderOrder Order { get; init; } = FinderOrder.Relevance;

    /// <summary>How many studies to leave out before the first.</summary>
    public int Offset { get; init; }

    /// <summary>How many studies a page shows.</summary>
    public int PageSize { get; init; } = 20;
}
