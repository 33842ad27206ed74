namespace Equipoise.Search.Queries;

/// <summary>The documents with these keys. Scores 0.</summary>
/// <param name="Keys">The keys; those of no document match nothing.</param>
public sealed record KeyQuery(IReadOnlyList<string> Keys) : Query;
