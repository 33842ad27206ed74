namespace Equipoise.Search.Searching;

/// <summary>The answer to a <see cref="SearchRequest"/>.</summary>
/// <param name="Generation">The state of the index it was found in.</param>
/// <param name="Total">The number of all hits; a lower bound where the request wanted no exact total.</param>
/// <param name="Hits">The hits of the page, best first.</param>
/// <param name="Facets">The counts, in the order asked.</param>
/// <param name="Next">Where the next page begins, or null where this one is not full.</param>
/// <param name="Work">What the search cost.</param>
public sealed record SearchResult(long Generation, int Total, IReadOnlyList<Hit> Hits, IReadOnlyList<Facet> Facets, Cursor? Next, SearchWork Work);
