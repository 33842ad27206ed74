using System.Security.Cryptography;
using System.Text;

namespace Equipoise.Conduct.Analyses;

/// <summary>A look at the data as it was recorded and signed.</summary>
public sealed record RecordedLook
{
    /// <summary>Its number in the study, from 1.</summary>
    public required long Number { get; init; }

    /// <summary>What the plan calls it.</summary>
    public required string Name { get; init; }

    /// <summary>1 where no look follows.</summary>
    public required long IsFinal { get; init; }

    /// <summary>The number of the data cut it was made on.</summary>
    public required long Cut { get; init; }

    /// <summary>The number of the locked plan it was made by.</summary>
    public required long Plan { get; init; }

    /// <summary>What was found, as JSON.</summary>
    public required string Finding { get; init; }

    /// <summary>What was decided: one of <see cref="LookDecision"/>.</summary>
    public required string Decision { get; init; }

    /// <summary>Who decided it, such as the data monitoring committee.</summary>
    public required string DecidedBy { get; init; }

    /// <summary>What they said; may be empty.</summary>
    public required string Note { get; init; }

    /// <summary>SHA-256 of finding, decision, deciders and note, to which the signature is bound.</summary>
    public required string Hash { get; init; }

    /// <summary>What the signature means.</summary>
    public required string Meaning { get; init; }

    /// <summary>Who signed.</summary>
    public required string SignedBy { get; init; }

    /// <summary>When, in UTC.</summary>
    public required string SignedAt { get; init; }

    /// <summary>The hash to which a signature is bound.</summary>
    internal static string HashOf(string? cut, string? plan, string finding, string decision, string decidedBy, string note) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"equipoise look 1\n{cut}\n{plan}\n{finding}\n{decision}\n{decidedBy}\n{note}")));
}
