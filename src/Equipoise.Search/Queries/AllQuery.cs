namespace Equipoise.Search.Queries;

/// <summary>Every document, with score 0.</summary>
public sealed record AllQuery : Query;
