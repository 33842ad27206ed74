namespace Equipoise.Search.Queries;

/// <summary>One form of a word.</summary>
/// <param name="Form">A <see cref="TermQuery"/> or <see cref="PhraseQuery"/>.</param>
/// <param name="Boost">What one occurrence counts, from 0 to 1.</param>
public sealed record Synonym(Query Form, double Boost = 1);
