using System.Globalization;
using Equipoise.Conduct;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Deviations;
using Equipoise.Conduct.Sites;
using Equipoise.Conduct.Studies;
using Equipoise.Web.Conduct.Api;
using Equipoise.Web.Conduct.Frame;
using Equipoise.Web.Conduct.Trials.Pages;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Conduct.Trials;

/// <summary>Protocol deviations of a study: the list, what is found and not documented, and one deviation.</summary>
internal static class DeviationPages
{
    private const string Root = $"{TrialAddress.Root}/{{study}}/deviations";

    public static void MapDeviationPages(this IEndpointRouteBuilder site)
    {
        site.MapPage(Root, ListAsync).Needs(Permission.ReadParticipants);
        site.MapPage($"{Root}/new", (HttpContext context, string study, StudySteps studies, SiteSteps sites, FindingSteps findings) =>
            NewAsync(context, study, studies, sites, findings, refusal: null)).Needs(Permission.DocumentDeviations);
        site.MapPost($"{Root}/new", DocumentAsync).Needs(Permission.DocumentDeviations);
        site.MapPage($"{Root}/{{number:long}}", (HttpContext context, string study, long number, StudySteps studies, DeviationSteps deviations) =>
            ShowAsync(context, study, number, studies, deviations, refusal: null)).Needs(Permission.ReadParticipants);
        site.MapPost($"{Root}/{{number:long}}", ChangeAsync).Needs(Permission.DocumentDeviations);
    }

    private static async Task<IResult> ListAsync(HttpContext context, string study, StudySteps studies, DeviationSteps deviations, FindingSteps findings)
    {
        var (found, _) = await studies.FindAsync(study, context.RequestAborted);
        var filter = DeviationApi.FilterOf(context.Request.Query);
        return SignedInPages.Show<DeviationsPage>(
            context, (nameof(DeviationsPage.Study), found), (nameof(DeviationsPage.Filter), filter), (nameof(DeviationsPage.Asked), context.AskedPart()),
            (nameof(DeviationsPage.FoundAsked), context.AskedPart("found")),
            (nameof(DeviationsPage.Deviations), await deviations.ListAsync(context.Actor(), study, filter, context.RequestAborted)),
            (nameof(DeviationsPage.Findings), await findings.OfStudyAsync(context.Actor(), study, context.RequestAborted)));
    }

    private static async Task<IResult> NewAsync(HttpContext context, string study, StudySteps studies, SiteSteps sites, FindingSteps findings, StepRefusedException? refusal)
    {
        var (found, _) = await studies.FindAsync(study, context.RequestAborted);
        var (participant, subject) = (context.Request.Query["participant"].ToString(), context.Request.Query["subject"].ToString());
        var finding = participant.Length > 0 && subject.Length > 0
            ? (await findings.OfParticipantAsync(context.Actor(), study, participant, context.RequestAborted)).FirstOrDefault(one => string.Equals(one.Subject, subject, StringComparison.Ordinal))
            : null;
        var mine = (await sites.ListAsync(context.Actor(), study, context.RequestAborted)).Where(site => context.Actor().May(Permission.DocumentDeviations, site.Code)).ToList();
        return SignedInPages.Show<NewDeviationPage>(
            context, refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            (nameof(NewDeviationPage.Study), found), (nameof(NewDeviationPage.Sites), mine), (nameof(NewDeviationPage.Finding), finding), (nameof(NewDeviationPage.Participant), participant),
            (nameof(NewDeviationPage.Problems), refusal?.Reasons ?? []), (nameof(NewDeviationPage.Typed), refusal is null ? null : await context.Request.ReadFormAsync(context.RequestAborted)));
    }

    private static Task<IResult> DocumentAsync(HttpContext context, string study, StudySteps studies, SiteSteps sites, FindingSteps findings, DeviationSteps deviations) =>
        TrialEndpoints.StepAsync(
            context,
            TrialAddress.Deviations(study),
            form => deviations.DocumentAsync(
                context.Actor(), study, new DeviationPlace(Given(form, "participant"), Given(form, "participant") is null ? Given(form, "site") : null, form.Text("subject"), form.Text("rule")), Details(form), context.RequestAborted),
            refusal => NewAsync(context, study, studies, sites, findings, refusal));

    private static async Task<IResult> ShowAsync(HttpContext context, string study, long number, StudySteps studies, DeviationSteps deviations, StepRefusedException? refusal)
    {
        var (found, _) = await studies.FindAsync(study, context.RequestAborted);
        return SignedInPages.Show<DeviationPage>(
            context, refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            (nameof(DeviationPage.Study), found), (nameof(DeviationPage.Deviation), await deviations.FindAsync(context.Actor(), study, number, context.RequestAborted)),
            (nameof(DeviationPage.Problems), refusal?.Reasons ?? []), (nameof(DeviationPage.Typed), refusal is null ? null : await context.Request.ReadFormAsync(context.RequestAborted)));
    }

    private static Task<IResult> ChangeAsync(HttpContext context, string study, long number, StudySteps studies, DeviationSteps deviations) =>
        TrialEndpoints.StepAsync(
            context,
            TrialAddress.Deviation(study, number),
            form => deviations.ChangeAsync(context.Actor(), study, number, Details(form), form.Version(), form.Text("reason"), context.RequestAborted),
            refusal => ShowAsync(context, study, number, studies, deviations, refusal));

    private static DeviationDetails Details(IFormCollection form) => new(
        form.Text("category"), form.Text("description"), form.Day("occurredOn"), Given(form, "foundOn") is null ? null : form.Day("foundOn"), form.Text("important") is "Y", form.Text("cause"), form.Text("action"),
        Given(form, "status") ?? DeviationStatus.Open);

    private static string? Given(IFormCollection form, string name) => form.Text(name).Trim() is { Length: > 0 } text ? text : null;

    /// <summary>A category in words.</summary>
    public static string Category(string category) => category switch
    {
        DeviationCategory.Eligibility => "Eligibility",
        DeviationCategory.Consent => "Consent",
        DeviationCategory.Randomization => "Randomization",
        DeviationCategory.Treatment => "Study treatment",
        DeviationCategory.Visit => "Visit or assessment",
        DeviationCategory.ProhibitedTherapy => "Prohibited therapy",
        DeviationCategory.Safety => "Safety reporting",
        _ => "Other",
    };

    /// <summary>What a deviation concerns.</summary>
    public static string Concerns(Deviation deviation) => deviation.Participant ?? (deviation.Site is { } site ? string.Create(CultureInfo.InvariantCulture, $"Site {site}") : "The study");
}
