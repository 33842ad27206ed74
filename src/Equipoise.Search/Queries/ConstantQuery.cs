namespace Equipoise.Search.Queries;

/// <summary>Whatever matches scores the same.</summary>
/// <param name="Query">What has to match.</param>
/// <param name="Score">What a match scores, 0 or more.</param>
public sealed record ConstantQuery(Query Query, double Score) : Query;
