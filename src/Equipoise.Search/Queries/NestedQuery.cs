namespace Equipoise.Search.Queries;

/// <summary>One nested document fulfills all of a query. Scores what the best such nested document does.</summary>
/// <param name="Path">The kind of nested document.</param>
/// <param name="Query">What one of them has to fulfill; names are those of the nested table.</param>
public sealed record NestedQuery(string Path, Query Query) : Query;
