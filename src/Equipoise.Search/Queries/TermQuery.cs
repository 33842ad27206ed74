namespace Equipoise.Search.Queries;

/// <summary>One word. Words that differ in case, accents, a plural or a possessive ending count as the same unless
/// <paramref name="Exact"/>; a word joined by hyphens also finds its parts written as one.</summary>
/// <param name="Target">A group or a text field.</param>
/// <param name="Word">The word; a text of several words is refused.</param>
/// <param name="Exact">Only the word as written, but for its case.</param>
public sealed record TermQuery(string Target, string Word, bool Exact = false) : Query;
