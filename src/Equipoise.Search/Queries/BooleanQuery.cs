namespace Equipoise.Search.Queries;

/// <summary>Conditions together. Must, should and their scores add up; filters and must-nots only decide.</summary>
public sealed record BooleanQuery : Query
{
    /// <summary>Have to match; add to the score.</summary>
    public IReadOnlyList<Query> Must { get; init; } = [];

    /// <summary>Add to the score where they match.</summary>
    public IReadOnlyList<Query> Should { get; init; } = [];

    /// <summary>Have to match; no score.</summary>
    public IReadOnlyList<Query> Filter { get; init; } = [];

    /// <summary>May not match.</summary>
    public IReadOnlyList<Query> MustNot { get; init; } = [];

    /// <summary>How many of <see cref="Should"/> have to match; at least 1 applies where there is neither must nor filter.</summary>
    public int MinimumShould { get; init; }
}
