using System.Text.Json;
using Equipoise.Conduct;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Review;
using Equipoise.Web.Conduct.Frame;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Conduct.Api;

/// <summary>What is verified, frozen, signed and locked, and the locks.</summary>
internal static class ReviewApi
{
    private const string Study = $"{TrialApi.Root}/studies/{{study}}";
    private const string Participant = $"{Study}/participants/{{code}}";

    public static void MapReviewApi(this IEndpointRouteBuilder site)
    {
        site.MapGet($"{Study}/review", async (HttpContext context, string study, ReviewReader reviews) =>
            Results.Json(TrialViews.Of(await reviews.StudyAsync(context.Actor(), study, context.Request.Query["site"], context.RequestAborted)), JsonSerializerOptions.Web)).Needs(Permission.ReadParticipants)
            .Described("What is verified, frozen, signed and locked, by participant", new("StudyReview"));
        site.MapGet($"{Participant}/review", async (HttpContext context, string study, string code, ReviewReader reviews) =>
        {
            var (review, hash) = await reviews.ParticipantAsync(context.Actor(), study, code, context.RequestAborted);
            return Results.Json(TrialViews.Of(review, hash), JsonSerializerOptions.Web);
        }).Needs(Permission.ReadParticipants)
            .Described("The same of one participant, with the hash a signature is bound to", new("ParticipantReview"));
        site.MapPost($"{Participant}/marks", MarkAsync).Needs(Permission.ReadParticipants)
            .Described("Mark several entries at once as verified, frozen or locked, or lift that", new("Entry", IsList: true), typeof(TrialBodies.Marks));
        site.MapPost($"{Participant}/lock", async (HttpContext context, string study, string code, LockSteps locks) =>
            Results.Json(TrialViews.Of(await locks.LockAsync(context.Actor(), study, code, await ReasonAsync(context), context.RequestAborted)), JsonSerializerOptions.Web)).Needs(Permission.LockData)
            .Described("Lock all data of a participant", new("Participant"), typeof(TrialBodies.Remark));
        site.MapPost($"{Participant}/unlock", async (HttpContext context, string study, string code, LockSteps locks) =>
            Results.Json(TrialViews.Of(await locks.UnlockAsync(context.Actor(), study, code, await ReasonAsync(context), context.RequestAborted)), JsonSerializerOptions.Web)).Needs(Permission.LockData)
            .Described("Unlock the data of a participant, with a reason", new("Participant"), typeof(TrialBodies.Remark));
        site.MapPost($"{Study}/lock", async (HttpContext context, string study, LockSteps locks) =>
            Results.Json(TrialViews.Of(await locks.LockStudyAsync(context.Actor(), study, await ReasonAsync(context), context.RequestAborted)), JsonSerializerOptions.Web)).NeedsForAllSites(Permission.LockData)
            .Described("Lock the database of the study", new("Study"), typeof(TrialBodies.Remark));
        site.MapPost($"{Study}/lock-ready", async (HttpContext context, string study, LockSteps locks) =>
            Results.Json(new { locked = await locks.LockReadyAsync(context.Actor(), study, await ReasonAsync(context), context.RequestAborted) }, JsonSerializerOptions.Web)).Needs(Permission.LockData)
            .Described("Lock all participants in whose way nothing stands", new("LockedParticipants"), typeof(TrialBodies.Remark));
        site.MapPost($"{Study}/unlock", async (HttpContext context, string study, LockSteps locks) =>
            Results.Json(TrialViews.Of(await locks.UnlockStudyAsync(context.Actor(), study, await ReasonAsync(context), context.RequestAborted)), JsonSerializerOptions.Web)).NeedsForAllSites(Permission.LockData)
            .Described("Unlock the database of the study, with a reason", new("Study"), typeof(TrialBodies.Remark));
    }

    /// <summary>The mark that a program names.</summary>
    /// <exception cref="StepRefusedException">There is no such mark.</exception>
    public static ReviewMark Mark(string name) => name switch
    {
        "verified" => ReviewMark.Verified,
        "frozen" => ReviewMark.Frozen,
        "locked" => ReviewMark.Locked,
        _ => throw StepRefusedException.Invalid("mark", "The mark is verified, frozen or locked."),
    };

    private static async Task<IResult> MarkAsync(HttpContext context, string study, string code, ReviewSteps review)
    {
        var body = await JsonBody.ReadAsync<TrialBodies.Marks>(context);
        var marked = await review.MarkAsync(context.Actor(), study, code, body.Entries, Mark(body.Name), body.IsSet, body.Reason ?? "", context.RequestAborted);
        return Results.Json(marked.Select(TrialViews.Of), JsonSerializerOptions.Web);
    }

    private static async Task<string> ReasonAsync(HttpContext context) => (await JsonBody.ReadAsync<TrialBodies.Remark>(context)).Reason ?? "";
}
