namespace Equipoise.Conduct.Access;

/// <summary>One person's account. It is never deleted and its id never used again, so that the audit trail always has somebody to name; a closed account
/// only cannot sign in any more.</summary>
public sealed class Account
{
    /// <summary>The id, which never changes.</summary>
    public required string Id { get; init; }

    /// <summary>The name they sign in with, in lower case.</summary>
    public required string Username { get; set; }

    /// <summary>Their own name, as it stands under what they sign.</summary>
    public required string Name { get; set; }

    /// <summary>The hash of the password, by ASP.NET Core Identity's hasher; null until they have chosen one.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>Changes whenever sessions that are open must end.</summary>
    public string SecurityStamp { get; set; } = "";

    /// <summary>The key of the second factor, sealed; null where there is none.</summary>
    public string? SecondFactorKey { get; set; }

    /// <summary>Whether signing in takes a second factor.</summary>
    public bool HasSecondFactor { get; set; }

    /// <summary>Hashes of the recovery codes not used yet, with spaces between them.</summary>
    public string RecoveryCodes { get; set; } = "";

    /// <summary>Wrong passwords since the last right one.</summary>
    public int FailedAttempts { get; init; }

    /// <summary>Until when nobody can sign in, after too many of them.</summary>
    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>When it was closed, or null.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Their roles.</summary>
    public IReadOnlyList<Grant> Grants { get; init; } = [];

    /// <summary>The stamp and recovery codes as they were read: what is changed since by somebody else is not overwritten.</summary>
    internal (string Stamp, string RecoveryCodes) AsRead { get; set; }

    /// <summary>This person, doing something now.</summary>
    /// <param name="from">Where the request came from.</param>
    public Actor Acting(string from) => new(Id, Username, Name, ClosedAt is null ? Grants : [], from);
}
