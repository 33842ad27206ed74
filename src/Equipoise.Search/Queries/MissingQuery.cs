namespace Equipoise.Search.Queries;

/// <summary>A field of any kind has no value. Scores 0.</summary>
/// <param name="Field">The field, or the path of nested documents of which there is none.</param>
public sealed record MissingQuery(string Field) : Query;
