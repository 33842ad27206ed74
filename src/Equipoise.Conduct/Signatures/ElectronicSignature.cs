namespace Equipoise.Conduct.Signatures;

/// <summary>An electronic signature (21 CFR 11.50, 11.70): who, when, what it means, and the hash of what was signed.</summary>
public sealed record ElectronicSignature
{
    /// <summary>Its number among the participant's signatures, from 1.</summary>
    public required long Number { get; init; }

    /// <summary>What it means, in words that stand beside the name wherever it shows.</summary>
    public required string Meaning { get; init; }

    /// <summary>What was signed: <c>eligibility</c>, or a form entry's id.</summary>
    public required string Subject { get; init; }

    /// <summary>SHA-256 of its content; the signature no longer holds for a content that has changed.</summary>
    public required string ContentHash { get; init; }

    /// <summary>The account.</summary>
    public required string AccountId { get; init; }

    /// <summary>The person's name.</summary>
    public required string Name { get; init; }

    /// <summary>When, in UTC.</summary>
    public required string SignedAt { get; init; }
}
