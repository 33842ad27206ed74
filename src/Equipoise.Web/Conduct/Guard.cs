using Equipoise.Conduct.Access;
using Microsoft.AspNetCore.Builder;

namespace Equipoise.Web.Conduct;

/// <summary>Who may reach a signed-in endpoint. One that carries no guard nobody reaches.</summary>
/// <param name="Permission">What they need at one site at least; null where being signed in is enough.</param>
/// <param name="IsOpen">Whether even strangers may, as the page to sign in with.</param>
/// <param name="IsForAllSites">Whether they need it for all sites: a role for a single site is not enough.</param>
public sealed record Guard(Permission? Permission, bool IsOpen, bool IsForAllSites = false)
{
    /// <summary>Whether somebody may pass.</summary>
    public bool Admits(Actor? actor) =>
        IsOpen || (actor is not null && (Permission is not { } permission || (IsForAllSites ? actor.May(permission, site: null) : actor.MaySomewhere(permission))));
}

/// <summary>How an endpoint says it.</summary>
internal static class Guards
{
    /// <summary>Only whoever has the permission at one site at least; the endpoint itself asks for which.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder endpoint, Permission permission)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new Guard(permission, IsOpen: false));

    /// <summary>Only whoever has the permission for all sites.</summary>
    public static TBuilder NeedsForAllSites<TBuilder>(this TBuilder endpoint, Permission permission)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new Guard(permission, IsOpen: false, IsForAllSites: true));

    /// <summary>Everybody who is signed in.</summary>
    public static TBuilder NeedsSignIn<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new Guard(Permission: null, IsOpen: false));

    /// <summary>Everybody.</summary>
    public static TBuilder OpenToStrangers<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new Guard(Permission: null, IsOpen: true));
}
