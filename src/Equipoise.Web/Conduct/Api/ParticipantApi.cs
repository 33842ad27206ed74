using System.Text.Json;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Disposition;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Screening;
using Equipoise.Web.Conduct.Frame;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Conduct.Api;

/// <summary>Participants, their consent, and screening.</summary>
internal static class ParticipantApi
{
    private const string Root = $"{TrialApi.Root}/studies/{{study}}/participants";

    public static void MapParticipantApi(this IEndpointRouteBuilder site)
    {
        site.MapGet(Root, async (HttpContext context, string study, ParticipantReader reader) =>
            Results.Json((await reader.ListAsync(context.Actor(), study, context.RequestAborted)).Select(TrialViews.Of), JsonSerializerOptions.Web)).Needs(Permission.ReadParticipants)
            .Described("The participants of your sites", new("Participant", IsList: true));
        site.MapPost(Root, ScreenAsync).Needs(Permission.ScreenParticipants).Described("Give a screening number", new("Participant", Created: true), typeof(TrialBodies.NewParticipant));
        site.MapGet($"{Root}/{{code}}", ShowAsync).Needs(Permission.ReadParticipants).Described("All that is on record of a participant", new("Casebook"));
        site.MapPost($"{Root}/{{code}}/consents", ConsentAsync).Needs(Permission.ScreenParticipants).Described("Record consent", new("Consent", Created: true), typeof(TrialBodies.NewConsent));
        site.MapPost($"{Root}/{{code}}/screen-failure", FailAsync).Needs(Permission.ScreenParticipants).Described("Record that screening failed", new("Participant"), typeof(TrialBodies.Failure));
        site.MapPost($"{Root}/{{code}}/protocol-version", MoveAsync).Needs(Permission.ScreenParticipants).Described("Move a participant to another version of the protocol", new("Participant"), typeof(TrialBodies.Move));
        site.MapGet($"{Root}/{{code}}/dispositions", async (HttpContext context, string study, string code, DispositionSteps dispositions) =>
            Results.Json(await dispositions.ListAsync(context.Actor(), study, code, context.RequestAborted), JsonSerializerOptions.Web)).Needs(Permission.ReadParticipants)
            .Described("How treatment and study went on and ended", new("Disposition", IsList: true));
        site.MapPost($"{Root}/{{code}}/dispositions", DisposeAsync).Needs(Permission.EnterData).Described("Record the end of treatment or study, a withdrawal, a contact or a death", new("Disposition", Created: true), typeof(TrialBodies.NewDisposition));
        site.MapGet($"{Root}/{{code}}/audit", async (HttpContext context, string study, string code, ParticipantReader reader) =>
            Results.Json((await reader.TrailAsync(context.Actor(), study, code, context.RequestAborted)).Select(TrialViews.Of), JsonSerializerOptions.Web)).Needs(Permission.ReadAudit)
            .Described("The participant's part of the trail", new("AuditEntry", IsList: true));
    }

    private static async Task<IResult> ScreenAsync(HttpContext context, string study, ScreeningSteps screening)
    {
        var body = await JsonBody.ReadAsync<TrialBodies.NewParticipant>(context);
        var participant = await screening.ScreenAsync(context.Actor(), study, body.Site, body.RescreenedFrom, context.RequestAborted);
        context.Response.Headers.Location = $"{TrialApi.Root}/studies/{Uri.EscapeDataString(study)}/participants/{participant.Code}";
        return JsonBody.Versioned(context, TrialViews.Of(participant), participant.Version, StatusCodes.Status201Created);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, string study, string code, ParticipantReader reader)
    {
        var casebook = await reader.ReadAsync(context.Actor(), study, code, context.RequestAborted);
        return Results.Json(TrialViews.Of(casebook), JsonSerializerOptions.Web);
    }

    private static async Task<IResult> ConsentAsync(HttpContext context, string study, string code, ScreeningSteps screening)
    {
        var body = await JsonBody.ReadAsync<TrialBodies.NewConsent>(context);
        var consent = await screening.ConsentAsync(context.Actor(), study, code, body.ConsentVersion, body.ConsentedOn, body.ObtainedBy, context.RequestAborted);
        return Results.Json(TrialViews.Of(consent), JsonSerializerOptions.Web, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> MoveAsync(HttpContext context, string study, string code, AmendmentSteps amendments)
    {
        var body = await JsonBody.ReadAsync<TrialBodies.Move>(context);
        return Results.Json(TrialViews.Of(await amendments.MoveAsync(context.Actor(), study, code, body.Version, body.Reason, context.RequestAborted)), JsonSerializerOptions.Web);
    }

    private static async Task<IResult> DisposeAsync(HttpContext context, string study, string code, DispositionSteps dispositions)
    {
        var body = await JsonBody.ReadAsync<TrialBodies.NewDisposition>(context);
        var happened = await dispositions.RecordAsync(context.Actor(), study, code, body.Kind, body.OnDay, body.Reason ?? "", body.Note ?? "", body.StillAllowed, context.RequestAborted);
        return Results.Json(happened, JsonSerializerOptions.Web, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> FailAsync(HttpContext context, string study, string code, ScreeningSteps screening)
    {
        var body = await JsonBody.ReadAsync<TrialBodies.Failure>(context);
        return Results.Json(TrialViews.Of(await screening.FailAsync(context.Actor(), study, code, body.Reason, body.Criteria ?? [], context.RequestAborted)), JsonSerializerOptions.Web);
    }
}
