namespace Equipoise.Conduct.Audit;

/// <summary>Somebody who did something that a trail tells of.</summary>
public sealed record TrailPerson
{
    /// <summary>The account, which never changes.</summary>
    public required string AccountId { get; init; }

    /// <summary>The person's name.</summary>
    public required string Name { get; init; }

    /// <summary>The roles they had, separated by commas.</summary>
    public required string Roles { get; init; }
}
