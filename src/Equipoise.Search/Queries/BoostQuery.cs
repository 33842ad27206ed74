namespace Equipoise.Search.Queries;

/// <summary>The score times a factor.</summary>
/// <param name="Query">What has to match.</param>
/// <param name="Factor">The factor, 0 or more.</param>
public sealed record BoostQuery(Query Query, double Factor) : Query;
