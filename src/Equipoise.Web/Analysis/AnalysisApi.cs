using System.Text.Json;
using Equipoise.Analysis.Looks;
using Equipoise.Analysis.Plans;
using Equipoise.Conduct;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Analyses;
using Equipoise.Conduct.Records;
using Equipoise.Web.Conduct;
using Equipoise.Web.Conduct.Api;
using Equipoise.Web.Conduct.Frame;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Analysis;

/// <summary>Plans, cuts and looks for programs, as the pages have them for people.</summary>
internal static class AnalysisApi
{
    private const string Root = $"{TrialApi.Root}/studies/{{study}}/analysis";

    public static void MapAnalysisApi(this IEndpointRouteBuilder site)
    {
        site.MapGet($"{Root}/plan", PlanAsync).NeedsForAllSites(Permission.ReadOpenReport)
            .Described("The analysis plan in force", new("AnalysisPlan"));
        site.MapPost($"{Root}/plan", LockAsync).NeedsForAllSites(Permission.Analyze)
            .Described("Lock an analysis plan with a signature", new("LockedPlan", Created: true), typeof(NewPlan));
        site.MapGet($"{Root}/cuts", async (HttpContext context, string study, DataCutSteps cuts) =>
            Results.Json(await cuts.ListAsync(context.Actor(), study, context.RequestAborted), JsonSerializerOptions.Web)).NeedsForAllSites(Permission.ReadOpenReport)
            .Described("The data cuts", new("DataCut", IsList: true));
        site.MapPost($"{Root}/cuts", FreezeAsync).NeedsForAllSites(Permission.Analyze)
            .Described("Freeze the data as of a day or of a number of events", new("DataCut", Created: true), typeof(NewCut));
        site.MapGet($"{Root}/cuts/{{number:long}}", ResultsAsync).NeedsForAllSites(Permission.Analyze)
            .Described("What a data cut shows by the plan", new("CutResults"));
        site.MapGet($"{Root}/cuts/{{number:long}}/data.zip", async (HttpContext context, string study, long number, DataCutSteps cuts) =>
            Results.File((await cuts.ReadAsync(context.Actor(), study, number, Permission.Analyze, context.RequestAborted)).Content, "application/octet-stream", $"{study}-cut-{number}.zip")).NeedsForAllSites(Permission.Analyze)
            .Described("The frozen data", new(Schema: null));
        site.MapGet($"{Root}/cuts/{{number:long}}/look", FindAsync).NeedsForAllSites(Permission.Analyze)
            .Described("What a look on this cut finds, or found", new("LookFinding"));
        site.MapPost($"{Root}/cuts/{{number:long}}/look", RecordAsync).NeedsForAllSites(Permission.Analyze)
            .Described("Record a look with the decision, signed", new("Look", Created: true), typeof(LookBody));
        site.MapGet($"{Root}/looks", async (HttpContext context, string study, LookSteps looks) =>
            Results.Json((await looks.ListAsync(context.Actor(), study, context.RequestAborted)).Select(View), JsonSerializerOptions.Web)).NeedsForAllSites(Permission.ReadOpenReport)
            .Described("The looks recorded", new("Look", IsList: true));
    }

    private static async Task<IResult> PlanAsync(HttpContext context, string study, StudyPlans plans)
    {
        var inForce = await plans.FindAsync(context.Actor(), study, context.RequestAborted);
        return Results.Json(new { plan = inForce.Text, problem = inForce.Problem, locked = inForce.Locked is { } locked ? View(locked) : null, versions = inForce.Versions.Select(View) }, JsonSerializerOptions.Web);
    }

    private static async Task<IResult> LockAsync(HttpContext context, string study, StudyPlans plans)
    {
        var body = await JsonBody.ReadAsync<NewPlan>(context);
        return Results.Json(View(await plans.LockAsync(context.Actor(), study, body.Plan, body.Reason ?? "", body.Password, context.RequestAborted)), JsonSerializerOptions.Web, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> FreezeAsync(HttpContext context, string study, StudyLooks desk)
    {
        var body = await JsonBody.ReadAsync<NewCut>(context);
        var cut = body switch
        {
            { Events: { } events, Cutoff: null } => await desk.FreezeAtEventAsync(context.Actor(), study, body.Name, events, body.Comparison ?? "", context.RequestAborted),
            { Cutoff: { } cutoff, Events: null } => await desk.FreezeAsync(context.Actor(), study, body.Name, cutoff, context.RequestAborted),
            _ => throw StepRefusedException.Invalid("cutoff", "Give either the cutoff as a day, or the number of events with the comparison whose arms are counted."),
        };
        return Results.Json(cut, JsonSerializerOptions.Web, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> ResultsAsync(HttpContext context, string study, long number, StudyLooks desk)
    {
        var opened = await desk.OpenAsync(context.Actor(), study, number, Permission.Analyze, context.RequestAborted);
        var plan = opened.Plans.Needed;
        var results = opened.Analyze(plan);
        return Results.Json(
            new
            {
                cut = opened.Cut,
                endpoint = plan.Primary,
                population = plan.Population,
                arms = results.Arms.Select(arm => new { arm = arm.Code, participants = arm.Participants, events = arm.Events, median = Known(arm.Median.Time), lower = Known(arm.Median.Lower), upper = Known(arm.Median.Upper) }),
                comparisons = results.Comparisons.Select(one => new
                {
                    name = one.Name,
                    events = one.Events,
                    hazardRatio = one.HazardRatio?.Estimate,
                    lower = one.HazardRatio?.Lower,
                    upper = one.HazardRatio?.Upper,
                    z = one.Z,
                    pValue = one.PValue,
                    adjustedPValue = one.AdjustedPValue,
                    note = one.Note,
                }),
                deviations = opened.Plans.DeviationsOf(plan, opened.Protocol.Number),
            },
            JsonSerializerOptions.Web);
    }

    private static async Task<IResult> FindAsync(HttpContext context, string study, long number, StudyLooks desk)
    {
        var opened = await desk.OpenAsync(context.Actor(), study, number, Permission.Analyze, context.RequestAborted);
        return Results.Text(opened.Look?.Finding ?? opened.Find().Write(), "application/json");
    }

    private static async Task<IResult> RecordAsync(HttpContext context, string study, long number, StudyLooks desk)
    {
        var body = await JsonBody.ReadAsync<LookBody>(context);
        var look = await desk.RecordAsync(context.Actor(), study, number, body.IsFinal, body.Decision, body.DecidedBy, body.Note ?? "", body.Password, context.RequestAborted);
        return Results.Json(View(look), JsonSerializerOptions.Web, statusCode: StatusCodes.Status201Created);
    }

    private static double? Known(double value) => double.IsFinite(value) ? value : null;

    private static object View(LockedPlan plan) => new
    {
        number = plan.Number,
        title = plan.Title,
        hash = plan.Hash,
        protocolVersion = plan.ProtocolVersion,
        reason = plan.Reason,
        looksBefore = plan.LooksBefore,
        meaning = plan.Meaning,
        lockedBy = plan.LockedBy,
        lockedAt = plan.LockedAt,
    };

    private static object View(RecordedLook look) => new
    {
        number = look.Number,
        name = look.Name,
        isFinal = look.IsFinal != 0,
        cut = look.Cut,
        plan = look.Plan,
        finding = JsonSerializer.Deserialize<JsonElement>(look.Finding),
        decision = look.Decision,
        decidedBy = look.DecidedBy,
        note = look.Note,
        hash = look.Hash,
        meaning = look.Meaning,
        signedBy = look.SignedBy,
        signedAt = look.SignedAt,
    };

    private sealed record NewPlan(string Plan, string Password, string? Reason = null);

    private sealed record NewCut(string Name, DateOnly? Cutoff = null, int? Events = null, string? Comparison = null);

    private sealed record LookBody(string Decision, string DecidedBy, string Password, string? Note = null, bool? IsFinal = null);
}
