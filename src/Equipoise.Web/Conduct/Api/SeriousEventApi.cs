using System.Text.Json;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Assessments;
using Equipoise.Conduct.Safety;
using Equipoise.Web.Conduct.Frame;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Conduct.Api;

/// <summary>Serious adverse events: their clocks, reports and files.</summary>
internal static class SeriousEventApi
{
    private const string Study = $"{TrialApi.Root}/studies/{{study}}";
    private const string One = $"{Study}/participants/{{code}}/serious-events/{{entry}}";

    public static void MapSeriousEventApi(this IEndpointRouteBuilder site)
    {
        site.MapGet($"{Study}/serious-events", async (HttpContext context, string study, AssessmentReader reader, TimeProvider time) =>
            Results.Json((await reader.SeriousEventsAsync(context.Actor(), study, time.GetUtcNow(), context.RequestAborted)).Events.Select(AssessmentViews.Of), JsonSerializerOptions.Web)).Needs(Permission.ReadParticipants)
            .Described("Serious adverse events with their clocks, the late ones first", new("SeriousEvent", IsList: true));
        site.MapGet(One, async (HttpContext context, string study, string code, string entry, AssessmentReader reader, TimeProvider time) =>
            Results.Json(AssessmentViews.Of(await reader.SeriousEventAsync(context.Actor(), study, code, entry, time.GetUtcNow(), context.RequestAborted)), JsonSerializerOptions.Web)).Needs(Permission.ReadParticipants)
            .Described("One serious adverse event", new("SeriousEvent"));
        site.MapGet($"{One}/file.json", async (HttpContext context, string study, string code, string entry, AssessmentReader reader, TimeProvider time) =>
            Results.File(SeriousEventFile.Json(await reader.SeriousEventAsync(context.Actor(), study, code, entry, time.GetUtcNow(), context.RequestAborted)), "application/json")).Needs(Permission.ReadParticipants)
            .Described("The file of a serious event, as JSON", new(Schema: null));
        site.MapGet($"{One}/file.xml", async (HttpContext context, string study, string code, string entry, AssessmentReader reader, TimeProvider time) =>
            Results.File(SeriousEventFile.Xml(await reader.SeriousEventAsync(context.Actor(), study, code, entry, time.GetUtcNow(), context.RequestAborted)), "application/xml")).Needs(Permission.ReadParticipants)
            .Described("The file of a serious event, as XML", new(Schema: null));
        site.MapPost($"{One}/reports", ReportAsync).Needs(Permission.ReportSeriousEvents)
            .Described("Record that a serious event was reported, when and to whom", new("SeriousEventReport", Created: true), typeof(TrialBodies.NewReport));
    }

    private static async Task<IResult> ReportAsync(HttpContext context, string study, string code, string entry, SeriousEventSteps steps)
    {
        var body = await JsonBody.ReadAsync<TrialBodies.NewReport>(context);
        var report = await steps.ReportAsync(context.Actor(), study, code, entry, body.Number, SeriousEventSteps.ReadMoment(body.ReportedAt), body.ReportedTo, body.Note ?? "", context.RequestAborted);
        return Results.Json(AssessmentViews.Of(report), JsonSerializerOptions.Web, statusCode: StatusCodes.Status201Created);
    }
}
