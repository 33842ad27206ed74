using System.Text.Json;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Tumors;
using Equipoise.Web.Conduct.Api;
using Equipoise.Web.Conduct.Frame;
using Equipoise.Web.Conduct.Trials;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Conduct.Overview.Responses;

/// <summary>How participants fared on treatment: a page with a waterfall, a spider plot and a swimmer plot, and the same for programs.</summary>
internal static class ResponseEndpoints
{
    public static void MapResponses(this IEndpointRouteBuilder site)
    {
        site.MapPage($"{TrialAddress.Root}/{{study}}/responses", ShowAsync).Needs(Permission.ReadParticipants);
        site.MapGet($"{TrialApi.Root}/studies/{{study}}/responses", async (HttpContext context, string study, ResponseReader reader) =>
            Results.Json(View(await ReadAsync(context, study, reader)), JsonSerializerOptions.Web)).Needs(Permission.ReadParticipants)
            .Described("Time on treatment and responses by RECIST 1.1 of each participant you may see; with arms for who may see data by arm", new("StudyResponses"));
    }

    public static string Address(string study) => $"{TrialAddress.Study(study)}/responses";

    private static async Task<IResult> ShowAsync(HttpContext context, string study, ResponseReader reader) => SignedInPages.Show<ResponsesPage>(
        context,
        (nameof(ResponsesPage.Responses), await ReadAsync(context, study, reader)),
        (nameof(ResponsesPage.Site), SiteOf(context)),
        (nameof(ResponsesPage.Part), context.AskedPart()));

    private static Task<StudyResponses> ReadAsync(HttpContext context, string study, ResponseReader reader) => reader.ReadAsync(context.Actor(), study, SiteOf(context), context.RequestAborted);

    private static string? SiteOf(HttpContext context) => context.Request.Query["site"].ToString().Trim() is { Length: > 0 } site ? site : null;

    private static object View(StudyResponses responses) => new
    {
        study = responses.Study.Id,
        byArm = responses.ShowsArms,
        participants = responses.Participants.Select(one => new
        {
            one.Participant,
            one.Site,
            one.Arm,
            one.RandomizedOn,
            one.FirstDose,
            one.TreatedUntil,
            onTreatment = one.IsOnTreatment,
            one.DaysOnTreatment,
            best = one.Best.Code(),
            one.BestChange,
            one.RespondedOn,
            one.ProgressedOn,
            one.LeftOn,
            one.DiedOn,
            assessments = one.Points.Select(point => new { date = point.Day, response = point.Response.Code(), change = point.Change }),
        }),
    };
}
