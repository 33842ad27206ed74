using System.Globalization;
using Equipoise.Conduct;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Review;
using Equipoise.Conduct.Signatures;
using Equipoise.Conduct.Sites;
using Equipoise.Web.Conduct.Frame;
using Equipoise.Web.Conduct.Trials.Pages;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Conduct.Trials;

/// <summary>Source data verification, freezing, locking and the signature over a casebook.</summary>
internal static class ReviewPages
{
    private const string Study = $"{TrialAddress.Root}/{{study}}/review";
    private const string Root = $"{TrialAddress.Root}/{{study}}/participants/{{code}}/review";

    public static void MapReviewPages(this IEndpointRouteBuilder site)
    {
        site.MapPage(Study, (HttpContext context, string study, ReviewReader reviews, SiteSteps sites) => StudyAsync(context, study, reviews, sites, refusal: null)).Needs(Permission.ReadParticipants);
        site.MapPost($"{Study}/lock", (HttpContext context, string study, LockSteps locks, ReviewReader reviews, SiteSteps sites) =>
            StudyStepAsync(context, study, reviews, sites, why => locks.LockStudyAsync(context.Actor(), study, why, context.RequestAborted))).NeedsForAllSites(Permission.LockData);
        site.MapPost($"{Study}/lock-ready", (HttpContext context, string study, LockSteps locks, ReviewReader reviews, SiteSteps sites) =>
            StudyStepAsync(context, study, reviews, sites, why => locks.LockReadyAsync(context.Actor(), study, why, context.RequestAborted))).Needs(Permission.LockData);
        site.MapPost($"{Study}/unlock", (HttpContext context, string study, LockSteps locks, ReviewReader reviews, SiteSteps sites) =>
            StudyStepAsync(context, study, reviews, sites, why => locks.UnlockStudyAsync(context.Actor(), study, why, context.RequestAborted))).NeedsForAllSites(Permission.LockData);
        site.MapPage(Root, (HttpContext context, string study, string code, ParticipantReader reader, ReviewReader reviews) =>
            ShowAsync(context, study, code, reader, reviews, refusal: null)).Needs(Permission.ReadParticipants);
        site.MapPost($"{Root}/marks", MarkAsync).Needs(Permission.ReadParticipants);
        site.MapPost($"{Root}/sign", (HttpContext context, string study, string code, SignatureSteps signatures, ParticipantReader reader, ReviewReader reviews) =>
            StepAsync(context, study, code, reader, reviews, form => signatures.SignCasebookAsync(context.Actor(), study, code, form.Text("contentHash"), form.Text("password"), context.RequestAborted))).Needs(Permission.Sign);
        site.MapPost($"{Root}/lock", (HttpContext context, string study, string code, LockSteps locks, ParticipantReader reader, ReviewReader reviews) =>
            StepAsync(context, study, code, reader, reviews, form => locks.LockAsync(context.Actor(), study, code, form.Text("reason"), context.RequestAborted))).Needs(Permission.LockData);
        site.MapPost($"{Root}/unlock", (HttpContext context, string study, string code, LockSteps locks, ParticipantReader reader, ReviewReader reviews) =>
            StepAsync(context, study, code, reader, reviews, form => locks.UnlockAsync(context.Actor(), study, code, form.Text("reason"), context.RequestAborted))).Needs(Permission.LockData);
    }

    private static async Task<IResult> StudyAsync(HttpContext context, string study, ReviewReader reviews, SiteSteps sites, StepRefusedException? refusal)
    {
        var site = context.Request.Query["site"].ToString();
        return SignedInPages.Show<StudyReviewPage>(
            context, TrialEndpoints.StatusOf(refusal),
            (nameof(StudyReviewPage.Review), await reviews.StudyAsync(context.Actor(), study, site, context.RequestAborted)), (nameof(StudyReviewPage.Site), site),
            (nameof(StudyReviewPage.Sites), await sites.ListAsync(context.Actor(), study, context.RequestAborted)), (nameof(StudyReviewPage.Problems), refusal?.Reasons ?? []),
            (nameof(StudyReviewPage.Asked), context.AskedPart()));
    }

    private static Task<IResult> StudyStepAsync(HttpContext context, string study, ReviewReader reviews, SiteSteps sites, Func<string, Task> step) =>
        TrialEndpoints.StepAsync(context, $"{TrialAddress.Study(study)}/review", form => step(form.Text("reason")), refusal => StudyAsync(context, study, reviews, sites, refusal));

    private static async Task<IResult> ShowAsync(HttpContext context, string study, string code, ParticipantReader reader, ReviewReader reviews, StepRefusedException? refusal)
    {
        var (review, hash) = await reviews.ParticipantAsync(context.Actor(), study, code, context.RequestAborted);
        return SignedInPages.Show<ReviewPage>(
            context, TrialEndpoints.StatusOf(refusal),
            (nameof(ReviewPage.Casebook), await reader.ReadAsync(context.Actor(), study, code, context.RequestAborted)), (nameof(ReviewPage.Review), review), (nameof(ReviewPage.ContentHash), hash),
            (nameof(ReviewPage.Problems), refusal?.Reasons ?? []), (nameof(ReviewPage.Reason), refusal is null ? "" : (await context.Request.ReadFormAsync(context.RequestAborted)).Text("reason")));
    }

    private static Task<IResult> StepAsync(HttpContext context, string study, string code, ParticipantReader reader, ReviewReader reviews, Func<IFormCollection, Task> step) =>
        TrialEndpoints.StepAsync(context, TrialAddress.Review(study, code), step, refusal => ShowAsync(context, study, code, reader, reviews, refusal));

    private static async Task<IResult> MarkAsync(HttpContext context, string study, string code, ReviewSteps review, ParticipantReader reader, ReviewReader reviews)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (mark, isSet) = form.Text("act") switch
        {
            "verify" => (ReviewMark.Verified, true),
            "unverify" => (ReviewMark.Verified, false),
            "freeze" => (ReviewMark.Frozen, true),
            "thaw" => (ReviewMark.Frozen, false),
            "lock" => (ReviewMark.Locked, true),
            "unlock" => (ReviewMark.Locked, false),
            _ => throw StepRefusedException.Invalid("mark", "Choose what to do with the entries."),
        };
        var next = form.Text("back") is { Length: > 0 } entry ? TrialAddress.Entry(study, code, entry) : TrialAddress.Review(study, code);
        return await TrialEndpoints.StepAsync(
            context,
            next,
            _ => review.MarkAsync(context.Actor(), study, code, Chosen(form), mark, isSet, form.Text("reason"), context.RequestAborted),
            refusal => ShowAsync(context, study, code, reader, reviews, refusal));
    }

    // Either the ticked ones, or all that the page showed of a visit or of the participant. Each value is an id and the version read; of those
    // that are shown, with the visit before it.
    private static List<EntryRead> Chosen(IFormCollection form)
    {
        var which = form.Text("which");
        var ticked = form["entry"].OfType<string>();
        var shown = form["shown"].OfType<string>().Select(value => value.Split('|', 2)).Where(pair => pair.Length == 2 && (which is "all" || string.Equals($"visit-{pair[0]}", which, StringComparison.Ordinal))).Select(pair => pair[1]);
        var chosen = which is "" or "ticked" ? ticked : shown;
        return [.. chosen.Select(value => value.Split(':', 2)).Where(pair => pair.Length == 2)
            .Select(pair => new EntryRead(pair[0], long.TryParse(pair[1], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0))];
    }
}
