using Equipoise.Registry.Finding;
using Equipoise.Registry.Indexing;
using Equipoise.Registry.Records;
using Equipoise.Registry.Store;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Routing;
using RegistryFinder = Equipoise.Registry.Finding.Finder;

namespace Equipoise.Web.Finder;

/// <summary><c>GET /</c>: the search box, and what this site holds.</summary>
internal static class HomeEndpoint
{
    // Among the samples, so it leaves with them.
    private static readonly StudyId Illumine = StudyId.Parse("NCT07264075");

    public static void MapHome(this IEndpointRouteBuilder site) =>
        site.MapPage("/", async (RegistryStore registry, StudyIndex index, RegistryFinder finder, CancellationToken cancellation) =>
        {
            var summary = await registry.SummarizeAsync(cancellation);
            return Pages.Show<HomePage>(
                (nameof(HomePage.Summary), summary),
                (nameof(HomePage.Recruiting), finder.Count(new FinderQuery { RecruitingNow = true }, cancellation)),
                (nameof(HomePage.HoldsIllumine), await registry.FindAsync(Illumine, cancellation) is not null),
                (nameof(HomePage.Behind), Math.Max(0, summary.LastChange - index.Change)));
        });
}
