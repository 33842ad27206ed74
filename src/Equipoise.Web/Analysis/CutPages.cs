using Equipoise.Analysis;
using Equipoise.Analysis.Looks;
using Equipoise.Analysis.Plans;
using Equipoise.Conduct.Access;
using Equipoise.Web.Conduct;
using Equipoise.Web.Conduct.Frame;
using Equipoise.Web.Conduct.Trials;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Analysis;

/// <summary>A data cut: what it shows by the plan or, said so, otherwise; and the look that is made on it.</summary>
internal static class CutPages
{
    private const string Root = $"{AnalysisAddress.Root}/{{study}}/cuts/{{number:long}}";

    public static void MapCutPages(this IEndpointRouteBuilder site)
    {
        site.MapPage(Root, (HttpContext context, string study, long number, StudyLooks desk) => ShowAsync(context, study, number, desk, refusal: null)).NeedsForAllSites(Permission.Analyze);
        site.MapPost($"{Root}/look", RecordAsync).NeedsForAllSites(Permission.Analyze);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, string study, long number, StudyLooks desk, string? refusal)
    {
        var opened = await desk.OpenAsync(context.Actor(), study, number, Permission.Analyze, context.RequestAborted);
        var used = Asked(context.Request.Query, opened.Plans.Needed);
        return SignedInPages.Show<CutPage>(
            context,
            refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            (nameof(CutPage.Opened), opened),
            (nameof(CutPage.Used), used),
            (nameof(CutPage.Results), opened.Analyze(used)),
            (nameof(CutPage.Finding), Finding(opened)),
            (nameof(CutPage.Problem), refusal));
    }

    // What is recorded stands; else what would be, so that it is seen before it is signed.
    private static (LookFinding? Finding, string? WhyNot) Finding(OpenedCut opened)
    {
        try
        {
            return (opened.Look is { } look ? LookFinding.Read(look.Finding) : opened.Find(), null);
        }
        catch (AnalysisException none)
        {
            return (null, none.Message);
        }
    }

    private static StatisticalPlan Asked(IQueryCollection query, StatisticalPlan plan)
    {
        if (query["as"].ToString() is not "asked")
            return plan;
        IReadOnlyList<string> known = [.. plan.Strata.Concat(plan.Covariates).Concat(plan.Subgroups).Concat(plan.Variables.Select(variable => variable.Code)).Distinct(StringComparer.Ordinal)];
        return plan with
        {
            Strata = [.. known.Where(code => query["strata"].Contains(code, StringComparer.Ordinal))],
            Covariates = [.. known.Where(code => query["covariates"].Contains(code, StringComparer.Ordinal))],
            Population = plan.Sets.Any(set => string.Equals(set.Code, query["population"].ToString(), StringComparison.Ordinal)) ? query["population"].ToString() : plan.Population,
        };
    }

    private static async Task<IResult> RecordAsync(HttpContext context, string study, long number, StudyLooks desk)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return await TrialEndpoints.StepAsync(
            context,
            AnalysisAddress.Cut(study, number),
            _ => desk.RecordAsync(
                context.Actor(), study, number, form.Text("isFinal") is "Y" ? true : null, form.Text("decision"), form.Text("decidedBy"), form.Text("note"), form.Text("password"), context.RequestAborted),
            refusal => ShowAsync(context, study, number, desk, refusal.Message));
    }
}
