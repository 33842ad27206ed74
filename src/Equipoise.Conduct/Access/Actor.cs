namespace Equipoise.Conduct.Access;

/// <summary>Who is doing something, as the audit trail will name them.</summary>
/// <param name="AccountId">The account's id, which never changes and is never used again.</param>
/// <param name="Username">The name they sign in with.</param>
/// <param name="Name">Their own name.</param>
/// <param name="Grants">Their roles.</param>
/// <param name="From">Where the request came from, such as an address, and by which API token if by one.</param>
public sealed record Actor(string AccountId, string Username, string Name, IReadOnlyList<Grant> Grants, string From)
{
    /// <summary>What an API token narrows its owner to; null where nothing is narrowed.</summary>
    public IReadOnlySet<Permission>? Limits { get; init; }

    /// <summary>The key of the request by which they act; null where it has none.</summary>
    public RequestKey? Request { get; init; }

    /// <summary>The program itself, started by somebody who has the machine: sets the system up, and has no permission in a study.</summary>
    /// <param name="verb">What it was started to do, such as <c>serve</c>.</param>
    public static Actor Program(string verb) => new("program", "equipoise", $"equipoise {verb}", [], "this machine");

    /// <summary>Whether they may do something at one site; a null site asks about the study as a whole, which a role for a single site
    /// never covers.</summary>
    public bool May(Permission permission, string? site) =>
        (Limits is null || Limits.Contains(permission)) && Grants.Any(grant => PermissionTable.Gives(grant.Role, permission) && Covers(grant, site));

    /// <summary>Whether their roles would let them, and only the limits of their token do not.</summary>
    public bool IsNarrowed(Permission permission, string? site) => Limits is not null && !Limits.Contains(permission) && (this with { Limits = null }).May(permission, site);

    /// <summary>Whether they may do something at one site at least.</summary>
    public bool MaySomewhere(Permission permission) =>
        (Limits is null || Limits.Contains(permission)) && Grants.Any(grant => PermissionTable.Gives(grant.Role, permission));

    /// <summary>The sites at which they may do something; null means all.</summary>
    public IReadOnlySet<string>? SitesFor(Permission permission)
    {
        if (May(permission, site: null))
            return null;
        return MaySomewhere(permission)
            ? Grants.Where(grant => PermissionTable.Gives(grant.Role, permission)).Select(grant => grant.Site).OfType<string>().ToHashSet(StringComparer.Ordinal)
            : new HashSet<string>(StringComparer.Ordinal);
    }

    /// <summary>The roles by which they may do it, for the audit trail.</summary>
    public IEnumerable<Role> RolesFor(Permission permission, string? site) =>
        Grants.Where(grant => PermissionTable.Gives(grant.Role, permission) && Covers(grant, site)).Select(grant => grant.Role).Distinct();

    private static bool Covers(Grant grant, string? site) => grant.Site is null || string.Equals(grant.Site, site, StringComparison.Ordinal);
}
