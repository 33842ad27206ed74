using Equipoise.Registry.Indexing;

namespace Equipoise.Registry.Finding;

/// <summary>What was found.</summary>
/// <param name="Total">How many studies fit, exactly.</param>
/// <param name="Hits">Those of the page.</param>
/// <param name="Facets">How many fit of each value of each facet, counted as if the facet's own filter were not set.</param>
/// <param name="Expansions">The names that were searched as well, because records say that they mean the same.</param>
/// <param name="Change">The store's change up to which was searched.</param>
public sealed record FinderResult(
    int Total, IReadOnlyList<FinderHit> Hits, IReadOnlyList<FacetCounts> Facets, IReadOnlyList<Expansion> Expansions, long Change);

/// <summary>A study that fits.</summary>
/// <param name="Card">What a list shows of it.</param>
/// <param name="Score">How well it fits: comparable within one search only.</param>
/// <param name="NearestOpen">The kilometers to its nearest site that takes participants, where a place was asked for.</param>
/// <param name="Nearest">The kilometers to its nearest site of any status.</param>
/// <param name="Title">The title with what was searched for marked.</param>
/// <param name="Snippet">A piece of its text with what was searched for marked, or null where the title says it all.</param>
public sealed record FinderHit(
    StudyCard Card, double Score, double? NearestOpen, double? Nearest, MarkedText Title, MarkedText? Snippet)
{
    /// <summary>True where the record of that open site gives no position: the distance is to its city, as other records place it.</summary>
    public bool IsOpenByCity { get; init; }

    /// <summary>The same of the nearest site of any status.</summary>
    public bool IsNearestByCity { get; init; }

    /// <summary>Where the record has what was searched for, as far as title and snippet do not show it (<see cref="HiddenMatches"/>).</summary>
    public IReadOnlyList<FieldMatch> Elsewhere { get; init; } = [];
}

/// <summary>The counts of a facet.</summary>
/// <param name="Facet">Which one.</param>
/// <param name="Values">Its values, the most frequent first.</param>
/// <param name="Missing">How many studies state none.</param>
public sealed record FacetCounts(FinderFacet Facet, IReadOnlyList<ValueCount> Values, int Missing);

/// <summary>How many studies have a value.</summary>
/// <param name="Value">The value, as the record writes it.</param>
/// <param name="Label">What people read.</param>
/// <param name="Count">How many.</param>
/// <param name="IsChosen">True where the search asks for it.</param>
public sealed record ValueCount(string Value, string Label, int Count, bool IsChosen);

/// <summary>Words of the search, and what they were taken to mean too.</summary>
/// <param name="Words">The words.</param>
/// <param name="Others">The other names.</param>
public sealed record Expansion(string Words, IReadOnlyList<string> Others);
