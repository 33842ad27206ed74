using Equipoise.Conduct.Access;
using Equipoise.Conduct.Studies;
using Equipoise.Web.Conduct.Api;
using Equipoise.Web.Conduct.Frame;
using Equipoise.Web.Conduct.Trials.Pages;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Conduct.Trials;

/// <summary><c>/conduct/studies/…/exports</c>: what can be taken away, and in which form.</summary>
internal static class ExportPages
{
    private const string Root = $"{TrialAddress.Root}/{{study}}/exports";

    public static void MapExportPages(this IEndpointRouteBuilder site)
    {
        site.MapPage(Root, ShowAsync).NeedsForAllSites(Permission.ExportStudy);
        site.MapPost($"{Root}/{{format}}", ExportApi.TakeAsync).NeedsForAllSites(Permission.ExportStudy);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, string study, StudySteps studies)
    {
        var (found, _) = await studies.FindAsync(study, context.RequestAborted);
        return SignedInPages.Show<ExportsPage>(context, (nameof(ExportsPage.Study), found));
    }
}
