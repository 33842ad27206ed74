using System.Text.Json;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Treatment;
using Equipoise.Web.Conduct.Frame;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Conduct.Api;

/// <summary>A participant's calendar, doses and exposure.</summary>
internal static class TreatmentApi
{
    private const string Root = $"{TrialApi.Root}/studies/{{study}}/participants/{{code}}";

    public static void MapTreatmentApi(this IEndpointRouteBuilder site)
    {
        site.MapGet($"{Root}/calendar", async (HttpContext context, string study, string code, TreatmentSteps treatment) =>
            Results.Json(TreatmentViews.Of((await treatment.CalendarAsync(context.Actor(), study, code, context.RequestAborted)).Calendar), JsonSerializerOptions.Web)).Needs(Permission.ReadParticipants)
            .Described("The visits and doses of a participant with their windows", new("Calendar"));
        site.MapGet($"{Root}/doses", async (HttpContext context, string study, string code, TreatmentSteps treatment) =>
            Results.Json(TreatmentViews.Of((await treatment.ReadAsync(context.Actor(), study, code, context.RequestAborted)).Course), JsonSerializerOptions.Web)).Needs(Permission.ReadAllocations)
            .Described("What a participant was given, and the next doses by the rules", new("TreatmentCourse"));
        site.MapPost($"{Root}/doses", RecordAsync).Needs(Permission.Treat)
            .Described("Record a dose: given, left out or held", new("RecordedDose", Created: true), typeof(TreatmentBodies.Dose));
        site.MapGet($"{Root}/exposure", async (HttpContext context, string study, string code, TreatmentSteps treatment) =>
            Results.Json(TreatmentViews.Of(ParticipantExposure.Of((await treatment.ReadAsync(context.Actor(), study, code, context.RequestAborted)).Course)), JsonSerializerOptions.Web)).Needs(Permission.ReadAllocations)
            .Described("What a participant was given in all", new("Exposure"));
    }

    private static async Task<IResult> RecordAsync(HttpContext context, string study, string code, TreatmentSteps treatment)
    {
        var body = await JsonBody.ReadAsync<TreatmentBodies.Dose>(context);
        var (entry, deviations) = await treatment.RecordAsync(context.Actor(), study, code, body.New, context.RequestAborted);
        context.Response.Headers.Location = $"{TrialApi.Root}/studies/{Uri.EscapeDataString(study)}/participants/{Uri.EscapeDataString(code)}/entries/{entry.Id}";
        return JsonBody.Versioned(context, new { entry = TrialViews.Of(entry), deviations = deviations.Select(TreatmentViews.Of) }, entry.Version, StatusCodes.Status201Created);
    }
}
