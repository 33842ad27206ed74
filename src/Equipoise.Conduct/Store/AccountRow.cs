using Equipoise.Conduct.Access;

namespace Equipoise.Conduct.Store;

/// <summary>A row of <c>account</c>.</summary>
internal sealed class AccountRow
{
    public const string Columns =
        """
        select account_id as Id, username as Username, name as Name, password_hash as PasswordHash, security_stamp as SecurityStamp,
               second_factor_key as SecondFactorKey, has_second_factor as HasSecondFactor, recovery_codes as RecoveryCodes,
               failed_attempts as FailedAttempts, locked_until as LockedUntil, closed_at as ClosedAt
        from account
        """;

    public string Id { get; init; } = "";

    public string Username { get; init; } = "";

    public string Name { get; init; } = "";

    public string? PasswordHash { get; init; }

    public string SecurityStamp { get; init; } = "";

    public string? SecondFactorKey { get; init; }

    public long HasSecondFactor { get; init; }

    public string RecoveryCodes { get; init; } = "";

    public long FailedAttempts { get; init; }

    public string? LockedUntil { get; init; }

    public string? ClosedAt { get; init; }

    public Account With(IReadOnlyList<Grant> grants) => new()
    {
        Id = Id,
        Username = Username,
        Name = Name,
        PasswordHash = PasswordHash,
        SecurityStamp = SecurityStamp,
        SecondFactorKey = SecondFactorKey,
        HasSecondFactor = HasSecondFactor != 0,
        RecoveryCodes = RecoveryCodes,
        FailedAttempts = (int)FailedAttempts,
        LockedUntil = Moments.ReadOrNull(LockedUntil),
        ClosedAt = Moments.ReadOrNull(ClosedAt),
        Grants = grants,
        AsRead = (SecurityStamp, RecoveryCodes),
    };
}
