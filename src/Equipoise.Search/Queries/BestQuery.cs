namespace Equipoise.Search.Queries;

/// <summary>Alternatives of which the best counts: a document scores what its highest alternative does, plus
/// <see cref="Rest"/> times the others.</summary>
/// <param name="Alternatives">At least one has to match.</param>
public sealed record BestQuery(IReadOnlyList<Query> Alternatives) : Query
{
    /// <summary>How much the lower alternatives add, from 0 (nothing) to 1 (the sum).</summary>
    public double Rest { get; init; }
}
