namespace Equipoise.Conduct.Randomization;

/// <summary>A randomization scheme of a study. Its seed is sealed and is never shown.</summary>
public sealed record Scheme
{
    /// <summary>The study.</summary>
    public required string Study { get; init; }

    /// <summary>1 for the first; a new one has a new seed.</summary>
    public required long Number { get; init; }

    /// <summary>The version of the protocol it follows.</summary>
    public required string ProtocolVersion { get; init; }

    /// <summary>Its definition as written.</summary>
    public required string Definition { get; init; }

    /// <summary>The hash published at activation, by which the seed is known later to have been this one.</summary>
    public required string Commitment { get; init; }

    /// <summary>The sealed seed.</summary>
    internal byte[] SealedSeed { get; init; } = [];

    /// <summary>How many slots each stratum has; after the last, randomization there is refused.</summary>
    public required long SlotsPerStratum { get; init; }

    /// <summary>When it was activated, in UTC.</summary>
    public required string ActivatedAt { get; init; }

    /// <summary>When its unused slots were retired, in UTC; null while it is in use.</summary>
    public string? RetiredAt { get; init; }

    /// <summary>Why it was retired.</summary>
    public string? RetiredReason { get; init; }
}
