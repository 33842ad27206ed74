using System.Globalization;
using Equipoise.Analysis;
using Equipoise.Analysis.Comparing;
using Equipoise.Analysis.Endpoints;
using Equipoise.Conduct;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Records;
using Equipoise.Conduct.Studies;
using Equipoise.Protocols;
using Equipoise.Web.Conduct;
using Equipoise.Web.Conduct.Frame;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Endpoint = Equipoise.Protocols.Outcomes.Endpoint;

namespace Equipoise.Web.Analysis;

/// <summary><c>/analysis</c>: freeze data of a running trial, and see what they show.</summary>
internal static class AnalysisEndpoints
{
    private const string Root = "/analysis";

    public static void MapAnalysis(this IEndpointRouteBuilder site)
    {
        site.MapPage(Root, ListAsync).NeedsForAllSites(Permission.Analyze);
        site.MapPage($"{Root}/{{study}}", ShowAsync).NeedsForAllSites(Permission.Analyze);
        site.MapPost($"{Root}/{{study}}/cuts", FreezeAsync).NeedsForAllSites(Permission.Analyze);
        site.MapPage($"{Root}/{{study}}/cuts/{{number:long}}", ShowCutAsync).NeedsForAllSites(Permission.Analyze);
        site.MapPage($"{Root}/{{study}}/cuts/{{number:long}}/adtte.csv", FileAsync).NeedsForAllSites(Permission.Analyze);
    }

    private static async Task<IResult> ListAsync(HttpContext context, StudySteps studies) =>
        SignedInPages.Show<AnalysisListPage>(context, (nameof(AnalysisListPage.Studies), await studies.ListAsync(context.RequestAborted)));

    private static Task<IResult> ShowAsync(HttpContext context, string study, StudyRecordsReader records, DataCutSteps cuts, TimeProvider time) =>
        ShowStudyAsync(context, study, records, cuts, time, problem: null);

    private static async Task<IResult> ShowStudyAsync(HttpContext context, string study, StudyRecordsReader records, DataCutSteps cuts, TimeProvider time, string? problem)
    {
        var read = await records.ReadAsync(context.Actor(), study, context.RequestAborted);
        return SignedInPages.Show<AnalysisStudyPage>(
            context,
            problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            (nameof(AnalysisStudyPage.Records), read),
            (nameof(AnalysisStudyPage.Cuts), await cuts.ListAsync(context.Actor(), study, context.RequestAborted)),
            (nameof(AnalysisStudyPage.Today), DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime)),
            (nameof(AnalysisStudyPage.Problem), problem));
    }

    private static async Task<IResult> FreezeAsync(HttpContext context, string study, StudyRecordsReader records, DataCutSteps cuts, TimeProvider time)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (!DateOnly.TryParseExact(form["cutoff"].ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var cutoff))
            return await ShowStudyAsync(context, study, records, cuts, time, "The cutoff is a day written as 2027-06-30.");
        try
        {
            var read = await records.ReadAsync(context.Actor(), study, context.RequestAborted);
            var content = AdtteFile.Write(study, EventTimes.Derive(read, EndpointOf(read.Protocol.Design), cutoff));
            var cut = await cuts.FreezeAsync(context.Actor(), read, form["name"].ToString(), cutoff, content, context.RequestAborted);
            return Results.LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"{Root}/{study}/cuts/{cut.Number}"));
        }
        catch (StepRefusedException refusal) when (refusal.Kind is RefusalKind.Invalid)
        {
            return await ShowStudyAsync(context, study, records, cuts, time, refusal.Message);
        }
        catch (AnalysisException refusal)
        {
            return await ShowStudyAsync(context, study, records, cuts, time, refusal.Message);
        }
    }

    private static async Task<IResult> ShowCutAsync(HttpContext context, string study, long number, StudySteps studies, DataCutSteps cuts)
    {
        var (conducted, protocol) = await studies.FindAsync(study, context.RequestAborted);
        var (cut, content) = await cuts.ReadAsync(context.Actor(), study, number, context.RequestAborted);
        var design = protocol.Design;
        try
        {
            var results = SurvivalAnalysis.Analyze(AdtteFile.Read(content), [.. design.Arms.Select(arm => arm.Code)], design.Plan!);
            return SignedInPages.Show<CutPage>(
                context,
                (nameof(CutPage.Study), conducted),
                (nameof(CutPage.Design), design),
                (nameof(CutPage.Endpoint), EndpointOf(design)),
                (nameof(CutPage.Cut), cut),
                (nameof(CutPage.Results), results));
        }
        catch (AnalysisException refusal)
        {
            throw StepRefusedException.Conflict("nothing-to-analyze", refusal.Message);
        }
    }

    private static async Task<IResult> FileAsync(HttpContext context, string study, long number, DataCutSteps cuts)
    {
        var (cut, content) = await cuts.ReadAsync(context.Actor(), study, number, context.RequestAborted);
        return Results.File(content, "text/csv", string.Create(CultureInfo.InvariantCulture, $"{study}-cut-{cut.Number}-adtte.csv"));
    }

    private static Endpoint EndpointOf(StudyDesign design) =>
        design.Plan is { } plan
            ? design.Endpoints.First(endpoint => string.Equals(endpoint.Code, plan.Endpoint, StringComparison.Ordinal))
            : throw StepRefusedException.Conflict("no-plan", "The protocol has no analysis plan: name one under 'plan'.");
}
