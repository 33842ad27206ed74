using Equipoise.Conduct.Access;

namespace Equipoise.Conduct.Store;

/// <summary>A row of <c>api_token</c>.</summary>
internal sealed class TokenRow
{
    public const string Columns =
        """
        select token_id as Id, account_id as AccountId, name as Name, limits as Limits, made_at as MadeAt, expires_at as ExpiresAt, revoked_at as RevokedAt
        from api_token
        """;

    public string Id { get; init; } = "";

    public string AccountId { get; init; } = "";

    public string Name { get; init; } = "";

    public string Limits { get; init; } = "";

    public string MadeAt { get; init; } = "";

    public string ExpiresAt { get; init; } = "";

    public string? RevokedAt { get; init; }

    public ApiToken ToToken() => new(Id, Name, [.. ReadLimits()], Moments.Read(MadeAt), Moments.Read(ExpiresAt), Moments.ReadOrNull(RevokedAt));

    private IEnumerable<Permission> ReadLimits()
    {
        foreach (var name in Limits.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Enum.TryParse<Permission>(name, out var permission))
                yield return permission;
        }
    }
}
