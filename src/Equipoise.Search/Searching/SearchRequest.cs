using Equipoise.Search.Queries;

namespace Equipoise.Search.Searching;

/// <summary>One question: what to find, in what order, and what to count over all hits.</summary>
/// <param name="Query">What to find; its score is the hit's.</param>
public sealed record SearchRequest(Query Query)
{
    /// <summary>Further conditions, each of which a facet can leave out. They do not score.</summary>
    public IReadOnlyList<NamedFilter> Filters { get; init; } = [];

    /// <summary>How many hits to return, from 0 to 10,000.</summary>
    public int Top { get; init; } = 10;

    /// <summary>The order, most important first; empty means by score, highest first. Ties go by key.</summary>
    public IReadOnlyList<SortKey> Sort { get; init; } = [];

    /// <summary>Where the page before ended, or null for the first page. Query, filters and order have to be the same; to
    /// page without repeats or skips while the index changes, search the cursor's generation.</summary>
    public Cursor? After { get; init; }

    /// <summary>What to count over all hits (not over those of the page).</summary>
    public IReadOnlyList<FacetRequest> Facets { get; init; } = [];

    /// <summary>Distances to report with each hit.</summary>
    public IReadOnlyList<DistanceRequest> Distances { get; init; } = [];

    /// <summary>Whether hits come with their payloads, which have to be unpacked; else these are empty.</summary>
    public bool WithPayloads { get; init; } = true;

    /// <summary>Whether the exact total is wanted. Without it and without facets, what cannot reach the page is skipped and
    /// <see cref="SearchResult.Total"/> is a lower bound.</summary>
    public bool ExactTotal { get; init; } = true;

    /// <summary>How many threads may work at a costly search, 1 or 2. A second one is taken only where a processor is free; the answer is the same.</summary>
    public int MostWorkers { get; init; } = 2;

    /// <summary>How many steps of work (postings and column values looked at) the search may take before it is refused.</summary>
    public long StepLimit { get; init; } = long.MaxValue;
}
