namespace Equipoise.Conduct.Queries;

/// <summary>One turn of a query.</summary>
public sealed record QueryEvent
{
    /// <summary>The query's number among the participant's queries.</summary>
    public required long Query { get; init; }

    /// <summary>Its place in the query, from 1.</summary>
    public required long Number { get; init; }

    /// <summary><c>opened</c>, <c>answered</c>, <c>closed</c> or <c>reopened</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What was said; empty where a query was closed without a word.</summary>
    public required string Words { get; init; }

    /// <summary>When, in UTC.</summary>
    public required string At { get; init; }

    /// <summary>The account.</summary>
    public required string AccountId { get; init; }

    /// <summary>The person's name.</summary>
    public required string Name { get; init; }
}
