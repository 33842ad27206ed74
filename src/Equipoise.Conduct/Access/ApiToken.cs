namespace Equipoise.Conduct.Access;

/// <summary>A key by which a program acts for a person. The key itself is shown once and kept nowhere: the database holds its SHA-256.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Limits">All it may do, of what its owner may.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="ExpiresAt">When it stops.</param>
/// <param name="RevokedAt">When it was taken back, or null.</param>
public sealed record ApiToken(string Id, string Name, IReadOnlyList<Permission> Limits, DateTimeOffset MadeAt, DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt)
{
    /// <summary>Whether it works at a moment.</summary>
    public bool Works(DateTimeOffset now) => RevokedAt is null && now < ExpiresAt;
}
