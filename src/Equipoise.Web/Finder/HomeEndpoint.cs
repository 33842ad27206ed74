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
            var held = (await registry.ChangesAsync(0, most: 1000, cancellation)).Where(change => !change.IsRemoved).OrderBy(change => change.Id.ToString(), StringComparer.Ordinal).ToList();
            return Pages.Show<HomePage>(
                (nameof(HomePage.Studies), held.Select(change => change.Study).OfType<StoredStudy>().ToList()),
                (nameof(HomePage.Unreadable), held.Where(change => change.Study is null).Select(change => change.Id.ToString()).ToList()));
        });
}
