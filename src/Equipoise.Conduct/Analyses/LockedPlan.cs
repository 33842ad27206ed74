namespace Equipoise.Conduct.Analyses;

/// <summary>A version of a study's statistical analysis plan, locked with an electronic signature (ICH E9 5.1; 21 CFR 11.50, 11.70).</summary>
public sealed record LockedPlan
{
    /// <summary>Its number in the study, from 1.</summary>
    public required long Number { get; init; }

    /// <summary>What it calls itself.</summary>
    public required string Title { get; init; }

    /// <summary>The file.</summary>
    public required string Content { get; init; }

    /// <summary>SHA-256 of the file, in lower-case hex, to which the signature is bound.</summary>
    public required string Hash { get; init; }

    /// <summary>The protocol version under which it was locked.</summary>
    public required string ProtocolVersion { get; init; }

    /// <summary>Why it differs from the version before; empty for the first.</summary>
    public required string Reason { get; init; }

    /// <summary>How many looks had been recorded when it was locked.</summary>
    public required long LooksBefore { get; init; }

    /// <summary>What the signature means.</summary>
    public required string Meaning { get; init; }

    /// <summary>Who signed.</summary>
    public required string LockedBy { get; init; }

    /// <summary>When, in UTC.</summary>
    public required string LockedAt { get; init; }
}
