namespace Equipoise.Search.Queries;

/// <summary>A field of any kind has a value; for text, one with at least a word. Scores 0.</summary>
/// <param name="Field">The field, or the path of nested documents of which there is one at least.</param>
public sealed record ExistsQuery(string Field) : Query;
