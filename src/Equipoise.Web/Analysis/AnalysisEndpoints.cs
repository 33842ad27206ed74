using Equipoise.Analysis;
using Equipoise.Analysis.Endpoints;
using Equipoise.Analysis.Looks;
using Equipoise.Analysis.Plans;
using Equipoise.Conduct;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Analyses;
using Equipoise.Conduct.Records;
using Equipoise.Conduct.Studies;
using Equipoise.Web.Analysis.Reports;
using Equipoise.Web.Conduct;
using Equipoise.Web.Conduct.Frame;
using Equipoise.Web.Conduct.Trials;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Analysis;

/// <summary><c>/analysis</c>: lock the plan of a running trial, freeze its data, see what they show, and record looks.</summary>
internal static class AnalysisEndpoints
{
    private const string Root = AnalysisAddress.Root;

    public static void MapAnalysis(this IEndpointRouteBuilder site)
    {
        site.MapPage(Root, ListAsync).NeedsForAllSites(Permission.ReadOpenReport);
        site.MapPage($"{Root}/{{study}}", ShowAsync).NeedsForAllSites(Permission.ReadOpenReport);
        site.MapPost($"{Root}/{{study}}/cuts", FreezeAsync).NeedsForAllSites(Permission.Analyze);
        site.MapPage($"{Root}/{{study}}/cuts/{{number:long}}/adtte.csv", TimesAsync).NeedsForAllSites(Permission.Analyze);
        site.MapPage($"{Root}/{{study}}/cuts/{{number:long}}/data.zip", DataAsync).NeedsForAllSites(Permission.Analyze);
        site.MapPlanPages();
        site.MapCutPages();
        site.MapReportPages();
    }

    private static async Task<IResult> ListAsync(HttpContext context, StudySteps studies) =>
        SignedInPages.Show<AnalysisListPage>(context, (nameof(AnalysisListPage.Studies), await studies.ListAsync(context.RequestAborted)));

    private static Task<IResult> ShowAsync(HttpContext context, string study, StudySteps studies, DataCutSteps cuts, LookSteps looks, StudyPlans plans, TimeProvider time) =>
        ShowStudyAsync(context, study, studies, cuts, looks, plans, time, problem: null);

    private static async Task<IResult> ShowStudyAsync(HttpContext context, string study, StudySteps studies, DataCutSteps cuts, LookSteps looks, StudyPlans plans, TimeProvider time, string? problem)
    {
        var actor = context.Actor();
        var (conducted, protocol) = await studies.FindAsync(study, context.RequestAborted);
        return SignedInPages.Show<AnalysisStudyPage>(
            context,
            problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            (nameof(AnalysisStudyPage.Study), conducted),
            (nameof(AnalysisStudyPage.Protocol), protocol),
            (nameof(AnalysisStudyPage.Cuts), await cuts.ListAsync(actor, study, context.RequestAborted)),
            (nameof(AnalysisStudyPage.Looks), await looks.ListAsync(actor, study, context.RequestAborted)),
            (nameof(AnalysisStudyPage.InForce), await plans.FindAsync(actor, study, context.RequestAborted)),
            (nameof(AnalysisStudyPage.Today), DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime)),
            (nameof(AnalysisStudyPage.Problem), problem));
    }

    private static async Task<IResult> FreezeAsync(HttpContext context, string study, StudyLooks desk, StudySteps studies, DataCutSteps cuts, LookSteps looks, StudyPlans plans, TimeProvider time)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        try
        {
            var cut = form.Text("events") is { Length: > 0 } events
                ? await desk.FreezeAtEventAsync(context.Actor(), study, form.Text("name"), Number(events), form.Text("counted"), context.RequestAborted)
                : await desk.FreezeAsync(context.Actor(), study, form.Text("name"), Day(form.Text("cutoff")), context.RequestAborted);
            return Results.LocalRedirect(AnalysisAddress.Cut(study, cut.Number));
        }
        catch (StepRefusedException refusal) when (refusal.Kind is RefusalKind.Invalid)
        {
            return await ShowStudyAsync(context, study, studies, cuts, looks, plans, time, refusal.Message);
        }
        catch (AnalysisException refusal)
        {
            return await ShowStudyAsync(context, study, studies, cuts, looks, plans, time, refusal.Message);
        }
    }

    // The endpoint that is tested, alone: what most people want to read into R.
    private static async Task<IResult> TimesAsync(HttpContext context, string study, long number, StudyLooks desk)
    {
        var opened = await desk.OpenAsync(context.Actor(), study, number, Permission.Analyze, context.RequestAborted);
        var primary = opened.Plans.Plan?.Primary;
        var times = opened.Data.Times.Where(time => primary is null || string.Equals(time.Parameter, primary, StringComparison.Ordinal));
        return Results.File(AdtteFile.Write(study, times), "text/csv", $"{study}-cut-{number}{(opened.Data.IsSimulated ? "-simulated" : "")}-adtte.csv");
    }

    private static async Task<IResult> DataAsync(HttpContext context, string study, long number, DataCutSteps cuts)
    {
        var (_, content) = await cuts.ReadAsync(context.Actor(), study, number, Permission.Analyze, context.RequestAborted);
        var isArchive = content is [(byte)'P', (byte)'K', ..];
        return Results.File(content, isArchive ? "application/zip" : "text/csv", $"{study}-cut-{number}.{(isArchive ? "zip" : "csv")}");
    }

    private static DateOnly Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day)
            ? day
            : throw StepRefusedException.Invalid("cutoff", "The cutoff is a day written as 2027-06-30.");

    private static int Number(string text) =>
        int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? number
            : throw StepRefusedException.Invalid("events", "The number of events is a whole number, such as 247.");
}
