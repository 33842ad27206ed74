using System.Text.Json;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Assessments;
using Equipoise.Conduct.Laboratory;
using Equipoise.Conduct.Safety;
using Equipoise.Conduct.Tumors;
using Equipoise.Web.Conduct.Frame;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Conduct.Api;

/// <summary>Laboratory results with grades, tumor responses and adverse events, derived from the forms.</summary>
internal static class AssessmentApi
{
    private const string Study = $"{TrialApi.Root}/studies/{{study}}";
    private const string Participant = $"{Study}/participants/{{code}}";

    public static void MapAssessmentApi(this IEndpointRouteBuilder site)
    {
        site.MapGet($"{Participant}/laboratory", async (HttpContext context, string study, string code, AssessmentReader reader) =>
            Json(AssessmentViews.Of(LaboratoryReport.Of(await reader.ReadAsync(context.Actor(), study, code, context.RequestAborted))))).Needs(Permission.ReadParticipants)
            .Described("Laboratory results of a participant with their grades by CTCAE", new("LaboratoryReport"));
        site.MapGet($"{Participant}/tumors", async (HttpContext context, string study, string code, AssessmentReader reader) =>
            Json(AssessmentViews.Of(TumorReport.Of(await reader.ReadAsync(context.Actor(), study, code, context.RequestAborted))))).Needs(Permission.ReadParticipants)
            .Described("Tumors of a participant with responses by RECIST 1.1", new("TumorReport"));
        site.MapGet($"{Participant}/adverse-events", async (HttpContext context, string study, string code, AssessmentReader reader) =>
            Json(AdverseEvents.Of(await reader.ReadAsync(context.Actor(), study, code, context.RequestAborted)).Select(AssessmentViews.Of))).Needs(Permission.ReadParticipants)
            .Described("Adverse events of a participant", new("AdverseEvent", IsList: true));
        site.MapGet($"{Study}/adverse-events", async (HttpContext context, string study, AssessmentReader reader) =>
            Json((await reader.StudyAsync(context.Actor(), study, AssessmentUse.AdverseEvents, context.RequestAborted)).Participants
                .SelectMany(one => AdverseEvents.Of(one).Select(happened => new { participant = one.Participant.Code, site = one.Site.Code, @event = AssessmentViews.Of(happened) })))).Needs(Permission.ReadParticipants)
            .Described("Adverse events at the sites you may see", new("ParticipantEvent", IsList: true));
        site.MapGet($"{Study}/adverse-events/by-arm", ByArmAsync).NeedsForAllSites(Permission.ReadArms)
            .Described("Participants with adverse events, by arm and worst grade", new("EventTable"));
        site.MapGet($"{Study}/laboratory/shifts", async (HttpContext context, string study, AssessmentReader reader) =>
            Json(ShiftTable.Of((await reader.ByArmAsync(context.Actor(), study, AssessmentUse.Laboratory, context.RequestAborted)).Participants).Rows)).NeedsForAllSites(Permission.ReadArms)
            .Described("Laboratory grades before and since treatment, by arm", new("Shift", IsList: true));
        site.MapGet($"{Study}/tumors/best-changes", async (HttpContext context, string study, AssessmentReader reader) =>
            Json(BestChange.Of((await reader.ByArmAsync(context.Actor(), study, AssessmentUse.Tumors, context.RequestAborted)).Participants)
                .Select(one => new { participant = one.Participant, arm = one.Arm, percent = one.Percent, best = one.Best.Code() }))).NeedsForAllSites(Permission.ReadArms)
            .Described("The greatest shrinkage of target lesions, by participant", new("BestChange", IsList: true));
    }

    private static IResult Json(object value) => Results.Json(value, JsonSerializerOptions.Web);

    private static async Task<IResult> ByArmAsync(HttpContext context, string study, AssessmentReader reader)
    {
        var assessed = await reader.ByArmAsync(context.Actor(), study, AssessmentUse.AdverseEvents, context.RequestAborted);
        var onlyEmergent = context.Request.Query["emergent"].ToString() is "true";
        return Json(AssessmentViews.Of(AdverseEventTable.Of([.. assessed.Protocol.Design.Arms.Select(arm => arm.Code)], assessed.Participants, happened => !onlyEmergent || happened.IsTreatmentEmergent == true)));
    }
}
