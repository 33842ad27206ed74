using Equipoise.Conduct;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Sites;
using Equipoise.Conduct.Studies;
using Equipoise.Protocols;
using Equipoise.Web.Conduct.Frame;
using Equipoise.Web.Conduct.Trials.Pages;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Conduct.Trials;

/// <summary><c>/conduct</c> and <c>/conduct/studies/…</c>: what runs here, and one study.</summary>
internal static class StudyPages
{
    public static void MapStudyPages(this IEndpointRouteBuilder site)
    {
        site.MapPage("/conduct", ListAsync).NeedsSignIn();
        site.MapPost(TrialAddress.Root, OpenAsync).NeedsForAllSites(Permission.ManageStudies);
        site.MapPage($"{TrialAddress.Root}/{{study}}", ShowAsync).Needs(Permission.ReadStudies);
        site.MapPage($"{TrialAddress.Root}/{{study}}/protocol", ProtocolAsync).Needs(Permission.ReadStudies);
        site.MapPost($"{TrialAddress.Root}/{{study}}/protocol", AmendAsync).NeedsForAllSites(Permission.ManageStudies);
    }

    private static async Task<IResult> ListAsync(HttpContext context, StudySteps studies) =>
        SignedInPages.Show<StudiesPage>(
            context,
            (nameof(StudiesPage.Studies), context.Actor().MaySomewhere(Permission.ReadStudies) ? await studies.ListAsync(context.RequestAborted) : []),
            (nameof(StudiesPage.Shipped), ShippedProtocols.All.Where(protocol => protocol.Design is not null).ToList()));

    private static Task<IResult> OpenAsync(HttpContext context, StudySteps studies) =>
        TrialEndpoints.StepAsync(context, "/conduct", form =>
            studies.OpenAsync(context.Actor(), form.Text("shipped") is { Length: > 0 } shipped ? ShippedProtocols.TextOf(shipped) ?? "" : form.Text("protocol"), context.RequestAborted));

    private static async Task<IResult> ShowAsync(HttpContext context, string study, StudySteps studies, SiteSteps sites, ParticipantReader participants, SchemeSteps schemes)
    {
        var actor = context.Actor();
        var (found, protocol) = await studies.FindAsync(study, context.RequestAborted);
        return SignedInPages.Show<StudyHomePage>(
            context,
            (nameof(StudyHomePage.Study), found),
            (nameof(StudyHomePage.Protocol), protocol),
            (nameof(StudyHomePage.Sites), await sites.ListAsync(actor, study, context.RequestAborted)),
            (nameof(StudyHomePage.Participants), await participants.ListAsync(actor, study, context.RequestAborted)),
            (nameof(StudyHomePage.Schemes), actor.May(Permission.ReadStudies, site: null) ? await schemes.ListAsync(actor, study, context.RequestAborted) : []),
            (nameof(StudyHomePage.LogSite), context.Request.Query["site"].ToString()),
            (nameof(StudyHomePage.LogStatus), context.Request.Query["status"].ToString()),
            (nameof(StudyHomePage.LogPart), context.AskedPart()));
    }

    private static Task<IResult> ProtocolAsync(HttpContext context, string study, StudySteps studies) => ShowProtocolAsync(context, study, studies, refusal: null);

    private static async Task<IResult> ShowProtocolAsync(HttpContext context, string study, StudySteps studies, StepRefusedException? refusal)
    {
        var (found, protocol) = await studies.FindAsync(study, context.RequestAborted);
        return SignedInPages.Show<ProtocolPage>(
            context, TrialEndpoints.StatusOf(refusal), (nameof(ProtocolPage.Study), found), (nameof(ProtocolPage.Protocol), protocol), (nameof(ProtocolPage.Problems), refusal?.Reasons ?? []),
            (nameof(ProtocolPage.Typed), refusal is null ? null : await context.Request.ReadFormAsync(context.RequestAborted)));
    }

    private static Task<IResult> AmendAsync(HttpContext context, string study, StudySteps studies) =>
        TrialEndpoints.StepAsync(
            context,
            $"{TrialAddress.Study(study)}/protocol",
            form => studies.AmendAsync(context.Actor(), study, form.Text("protocol"), form.Text("reason"), context.RequestAborted),
            refusal => ShowProtocolAsync(context, study, studies, refusal));
}
