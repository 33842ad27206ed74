using Equipoise.Conduct.Access;

namespace Equipoise.Conduct.Store;

/// <summary>A row of <c>account_grant</c> that has not been revoked.</summary>
internal sealed class GrantRow
{
    public const string Columns = "select account_id as AccountId, role as Role, site_id as Site from account_grant where revoked_at is null";

    public string AccountId { get; init; } = "";

    public string Role { get; init; } = "";

    public string? Site { get; init; }

    // A role that a newer program knew gives nothing here.
    public Grant? ToGrant() => Enum.TryParse<Role>(Role, out var role) ? new Grant(role, Site) : null;
}
