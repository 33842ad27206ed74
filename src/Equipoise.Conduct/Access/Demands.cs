namespace Equipoise.Conduct.Access;

/// <summary>Asks for a permission before a step.</summary>
public static class Demands
{
    /// <summary>Goes on where the actor may do something at a site, or in the study as a whole where <paramref name="site"/> is null.</summary>
    /// <exception cref="StepRefusedException">They may not.</exception>
    public static void Demand(this Actor actor, Permission permission, string? site)
    {
        if (actor.IsNarrowed(permission, site))
            throw StepRefusedException.Forbidden($"You may do this ({permission}), but this token may not: make one that may, on your own page.");
        if (!actor.May(permission, site))
            throw StepRefusedException.Forbidden($"None of your roles {(site is null ? "for the whole study" : $"at site {site}")} may do this ({permission}): ask {(PermissionTable.RolesWith(permission) is { Count: > 0 } roles ? string.Join(" or ", roles) : "nobody")}.");
    }

    /// <summary>Goes on where the actor has one of some permissions for the study as a whole.</summary>
    /// <exception cref="StepRefusedException">They have none of them.</exception>
    public static void DemandOneOf(this Actor actor, params ReadOnlySpan<Permission> permissions)
    {
        foreach (var permission in permissions)
        {
            if (actor.May(permission, site: null))
                return;
        }

        actor.Demand(permissions[0], site: null);
    }
}
