using Equipoise.Search.Queries;

namespace Equipoise.Search.Highlighting;

/// <summary>Shows where a text answers a query.</summary>
public static class Highlighter
{
    /// <summary>The pieces of a text that answer a query best, in the order they stand in it.</summary>
    /// <param name="query">The query; only words, phrases and prefixes for which <paramref name="target"/> returns true count.</param>
    /// <param name="text">The text, as it was indexed.</param>
    /// <param name="options">How many pieces, how long, and how much work.</param>
    /// <param name="target">Which targets of the query reach this text; null for all.</param>
    /// <returns>Pieces with at least one mark; none where nothing answers.</returns>
    public static IReadOnlyList<Fragment> Fragments(Query query, string text, HighlightOptions options, Func<string, bool>? target = null) =>
        throw new SearchException("Not built yet.");
}
