namespace Equipoise.Search.Queries;

/// <summary>Words and phrases that mean the same, scored as if they were one word: occurrences are added, each times its
/// boost, before they saturate, and the word is as rare as its most frequent form.</summary>
/// <param name="Forms">The forms, all of one target.</param>
public sealed record SynonymQuery(IReadOnlyList<Synonym> Forms) : Query;
