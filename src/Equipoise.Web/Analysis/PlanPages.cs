using Equipoise.Analysis.Plans;
using Equipoise.Conduct;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Studies;
using Equipoise.Web.Conduct;
using Equipoise.Web.Conduct.Frame;
using Equipoise.Web.Conduct.Trials;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Analysis;

/// <summary>The analysis plan: read it, change it, lock it with a signature.</summary>
internal static class PlanPages
{
    private const string Root = $"{AnalysisAddress.Root}/{{study}}/plan";

    public static void MapPlanPages(this IEndpointRouteBuilder site)
    {
        site.MapPage(Root, (HttpContext context, string study, StudyPlans plans, StudySteps studies) => ShowAsync(context, study, plans, studies, written: null, refusal: null)).NeedsForAllSites(Permission.ReadOpenReport);
        site.MapPost(Root, LockAsync).NeedsForAllSites(Permission.Analyze);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, string study, StudyPlans plans, StudySteps studies, string? written, StepRefusedException? refusal)
    {
        var (conducted, _) = await studies.FindAsync(study, context.RequestAborted);
        return SignedInPages.Show<PlanPage>(
            context,
            refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            (nameof(PlanPage.Study), conducted),
            (nameof(PlanPage.InForce), await plans.FindAsync(context.Actor(), study, context.RequestAborted)),
            (nameof(PlanPage.Written), written),
            (nameof(PlanPage.Problems), refusal?.Reasons ?? []));
    }

    private static async Task<IResult> LockAsync(HttpContext context, string study, StudyPlans plans, StudySteps studies)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return await TrialEndpoints.StepAsync(
            context,
            AnalysisAddress.Plan(study),
            _ => plans.LockAsync(context.Actor(), study, form.Text("plan"), form.Text("reason"), form.Text("password"), context.RequestAborted),
            refusal => ShowAsync(context, study, plans, studies, form.Text("plan"), refusal));
    }
}
