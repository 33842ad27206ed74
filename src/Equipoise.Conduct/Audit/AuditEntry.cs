namespace Equipoise.Conduct.Audit;

/// <summary>One link of an audit trail.</summary>
/// <remarks>Who, when (UTC and site time), where from, what, old, new, why, on which version: ICH E6(R3) 4.2.2, 21 CFR 11.10(e).</remarks>
public sealed record AuditEntry
{
    /// <summary>The trail it belongs to: a study's id, or <see cref="AuditTrails.Accounts"/>.</summary>
    public required string Trail { get; init; }

    /// <summary>Its place in the trail, counted from 1 without gaps.</summary>
    public required long Number { get; init; }

    /// <summary>When, in UTC, as ISO 8601 with seven decimals of the second and <c>Z</c>.</summary>
    public required string At { get; init; }

    /// <summary>The same moment on the site's clock, with its offset; null where it is no site's.</summary>
    public string? SiteTime { get; init; }

    /// <summary>The account that did it.</summary>
    public required string AccountId { get; init; }

    /// <summary>The name that account signs in with.</summary>
    public required string Username { get; init; }

    /// <summary>The person's name.</summary>
    public required string Name { get; init; }

    /// <summary>The roles the person had, separated by commas.</summary>
    public required string Roles { get; init; }

    /// <summary>Where the request came from.</summary>
    public required string From { get; init; }

    /// <summary>What was done.</summary>
    public required string Action { get; init; }

    /// <summary>The site, or null.</summary>
    public string? Site { get; init; }

    /// <summary>The participant, or null.</summary>
    public string? Participant { get; init; }

    /// <summary>What it was done to.</summary>
    public required string Subject { get; init; }

    /// <summary>The values that changed, as the JSON they are kept in: a list of objects with <c>field</c>, <c>old</c>, <c>new</c>.</summary>
    public required string Changes { get; init; }

    /// <summary>Why, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>The version of the protocol, or null.</summary>
    public string? ProtocolVersion { get; init; }

    /// <summary>When it was really written, as <see cref="At"/> is; null where <see cref="At"/> is that moment. Only a simulated trial has it.</summary>
    public string? ReallyAt { get; init; }

    /// <summary>Whether it happened in a simulated trial, to nobody.</summary>
    public bool IsSimulated => ReallyAt is not null;

    /// <summary>The hash of the entry before; for the first, <see cref="AuditTrails.Beginning"/>.</summary>
    public required string PreviousHash { get; init; }

    /// <summary>SHA-256 of <see cref="CanonicalForm"/>, in lower-case hex.</summary>
    public required string Hash { get; init; }
}
