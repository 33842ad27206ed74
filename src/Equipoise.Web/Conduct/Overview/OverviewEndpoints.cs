using Equipoise.Analysis.Overview;
using Equipoise.Analysis.Simulation;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Records;
using Equipoise.Conduct.Screening;
using Equipoise.Web.Conduct.Api;
using Equipoise.Web.Conduct.Frame;
using Equipoise.Web.Conduct.Trials;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Conduct.Overview;

/// <summary>How a running trial goes: a page, and the same for programs.</summary>
internal static class OverviewEndpoints
{
    public static void MapOverview(this IEndpointRouteBuilder site)
    {
        site.MapPage($"{TrialAddress.Root}/{{study}}/overview", ShowAsync).Needs(Permission.ReadStudies);
        site.MapGet($"{TrialApi.Root}/studies/{{study}}/overview", ReadAsync).Needs(Permission.ReadStudies)
            .Described("How the trial goes: accrual, flow of participants, screening failures", new("Overview"));
    }

    private static async Task<IResult> ShowAsync(HttpContext context, string study, StudyRecordsReader records, TimeProvider time)
    {
        var overview = await records.OverviewAsync(context.Actor(), study, context.RequestAborted);
        var today = Today(time);
        return SignedInPages.Show<OverviewPage>(
            context,
            (nameof(OverviewPage.Overview), overview),
            (nameof(OverviewPage.Accrual), AccrualOf(overview, today)),
            (nameof(OverviewPage.Flow), ParticipantFlow.Of(overview)),
            (nameof(OverviewPage.Today), today));
    }

    private static async Task<IResult> ReadAsync(HttpContext context, string study, StudyRecordsReader records, TimeProvider time)
    {
        var overview = await records.OverviewAsync(context.Actor(), study, context.RequestAborted);
        var today = Today(time);
        return Results.Json(new
        {
            study = overview.Records.Study.Id,
            asOf = today,
            wholeStudy = overview.IsWhole,
            byArm = overview.ShowsArms,
            accrual = AccrualOf(overview, today),
            flow = ParticipantFlow.Of(overview),
            screeningFailures = ScreeningFailures.ByCriterion(overview),
            screeningFailuresOtherwise = ScreeningFailures.Otherwise(overview),
        });
    }

    // What was planned are the arrivals that the study's shipped scenario assumes.
    private static Accrual AccrualOf(StudyOverview overview, DateOnly today) =>
        Accrual.Of(overview, ShippedScenarios.Find(overview.Records.Study.Id)?.Trial.Accrual, today);

    private static DateOnly Today(TimeProvider time) => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
}
