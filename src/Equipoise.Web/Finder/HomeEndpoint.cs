using Equipoise.Registry.Store;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Finder;

/// <summary><c>GET /</c>: what this site is, and the studies it holds.</summary>
internal static class HomeEndpoint
{
    public static void MapHome(this IEndpointRouteBuilder site) =>
        site.MapPage("/", async (RegistryStore registry, CancellationToken cancellation) =>
        {
            var held = await registry.ListAsync(cancellation);
            return Pages.Show<HomePage>((nameof(HomePage.Studies), held.Studies), (nameof(HomePage.Unreadable), held.Unreadable));
        });
}
