using Equipoise.Analysis.Looks;
using Equipoise.Conduct.Access;
using Equipoise.Web.Conduct;
using Equipoise.Web.Conduct.Frame;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Analysis.Reports;

/// <summary>The reports for the data monitoring committee, each behind its own permission.</summary>
internal static class ReportPages
{
    private const string Root = $"{AnalysisAddress.Root}/{{study}}/cuts/{{number:long}}";

    public static void MapReportPages(this IEndpointRouteBuilder site)
    {
        site.MapPage($"{Root}/open-report", (HttpContext context, string study, long number, StudyLooks desk) => ShowAsync(context, study, number, desk, isOpen: true)).NeedsForAllSites(Permission.ReadOpenReport);
        site.MapPage($"{Root}/closed-report", (HttpContext context, string study, long number, StudyLooks desk) => ShowAsync(context, study, number, desk, isOpen: false)).NeedsForAllSites(Permission.ReadClosedReport);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, string study, long number, StudyLooks desk, bool isOpen)
    {
        var opened = await desk.OpenReportAsync(context.Actor(), study, number, isOpen, context.RequestAborted);
        return SignedInPages.Show<ReportPage>(context, (nameof(ReportPage.Opened), opened), (nameof(ReportPage.IsOpen), isOpen));
    }
}
