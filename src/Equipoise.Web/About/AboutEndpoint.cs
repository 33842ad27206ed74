using Equipoise.Registry.Indexing;
using Equipoise.Registry.Store;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.About;

/// <summary><c>GET /about</c>: where the data come from, of when they are, what they cannot tell, and what is done with those
/// who read.</summary>
internal static class AboutEndpoint
{
    public static void MapAbout(this IEndpointRouteBuilder site) =>
        site.MapPage("/about", async (RegistryStore registry, StudyIndex index, CancellationToken cancellation) =>
        {
            var summary = await registry.SummarizeAsync(cancellation);
            return Pages.Show<AboutPage>((nameof(AboutPage.Summary), summary), (nameof(AboutPage.Behind), Math.Max(0, summary.LastChange - index.Change)));
        });
}
