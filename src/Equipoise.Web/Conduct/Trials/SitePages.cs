using System.Globalization;
using System.Text.Json;
using Equipoise.Conduct;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Exchange;
using Equipoise.Conduct.Sites;
using Equipoise.Conduct.Studies;
using Equipoise.Protocols;
using Equipoise.Web.Conduct.Api;
using Equipoise.Web.Conduct.Frame;
using Equipoise.Web.Conduct.Trials.Pages;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Conduct.Trials;

/// <summary>Sites: registering, changing, activating and closing them.</summary>
internal static class SitePages
{
    private const string Root = $"{TrialAddress.Root}/{{study}}/sites";

    public static void MapSitePages(this IEndpointRouteBuilder site)
    {
        site.MapPage($"{Root}/new", (HttpContext context, string study, StudySteps studies) => NewAsync(context, study, studies, null)).NeedsForAllSites(Permission.ManageSites);
        site.MapPost($"{Root}/new", RegisterAsync).NeedsForAllSites(Permission.ManageSites);
        site.MapPage($"{Root}/{{code}}", (HttpContext context, string study, string code, StudySteps studies, SiteSteps sites) => ShowAsync(context, study, code, studies, sites, null)).Needs(Permission.ReadStudies);
        site.MapPost($"{Root}/{{code}}/casebook", CasebookAsync).Needs(Permission.ExportCasebooks);
        site.MapPost($"{Root}/{{code}}/change", ChangeAsync).Needs(Permission.ManageSites);
        site.MapPost($"{Root}/{{code}}/activate", (HttpContext context, string study, string code, StudySteps studies, SiteSteps sites) => MoveAsync(context, study, code, studies, sites, sites.ActivateAsync)).Needs(Permission.ActivateSites);
        site.MapPost($"{Root}/{{code}}/close", (HttpContext context, string study, string code, StudySteps studies, SiteSteps sites) => MoveAsync(context, study, code, studies, sites, sites.CloseAsync)).Needs(Permission.ActivateSites);
    }

    private static async Task<IResult> NewAsync(HttpContext context, string study, StudySteps studies, string? problem)
    {
        var (found, protocol) = await studies.FindAsync(study, context.RequestAborted);
        return SignedInPages.Show<NewSitePage>(
            context, problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            (nameof(NewSitePage.Study), found), (nameof(NewSitePage.Protocol), protocol), (nameof(NewSitePage.Problem), problem),
            (nameof(NewSitePage.Typed), problem is null ? null : await context.Request.ReadFormAsync(context.RequestAborted)));
    }

    private static async Task<IResult> RegisterAsync(HttpContext context, string study, StudySteps studies, SiteSteps sites) =>
        await TrialEndpoints.StepAsync(
            context,
            TrialAddress.Study(study),
            async form => await sites.RegisterAsync(context.Actor(), study, form.Text("code").Trim(), Details(await DesignAsync(context, study, studies), form), context.RequestAborted),
            refusal => NewAsync(context, study, studies, refusal.Message));

    private static async Task<IResult> ShowAsync(HttpContext context, string study, string code, StudySteps studies, SiteSteps sites, string? problem)
    {
        var (found, protocol) = await studies.FindAsync(study, context.RequestAborted);
        return SignedInPages.Show<SitePage>(
            context, problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            (nameof(SitePage.Study), found), (nameof(SitePage.Protocol), protocol), (nameof(SitePage.Site), await sites.FindAsync(context.Actor(), study, code, context.RequestAborted)), (nameof(SitePage.Problem), problem),
            (nameof(SitePage.Typed), problem is not null && context.Request.Path.Value!.EndsWith("/change", StringComparison.Ordinal) ? await context.Request.ReadFormAsync(context.RequestAborted) : null));
    }

    private static async Task<IResult> CasebookAsync(HttpContext context, string study, string code, CasebookExport export)
    {
        var casebook = await export.TakeAsync(context.Actor(), study, code, context.RequestAborted);
        return Results.File(JsonSerializer.SerializeToUtf8Bytes(TrialViews.Of(casebook), JsonSerializerOptions.Web), "application/json", $"casebook-{study}-{code}.json");
    }

    private static Task<IResult> ChangeAsync(HttpContext context, string study, string code, StudySteps studies, SiteSteps sites) =>
        TrialEndpoints.StepAsync(
            context,
            TrialAddress.Site(study, code),
            async form => await sites.ChangeAsync(context.Actor(), study, code, Details(await DesignAsync(context, study, studies), form), form.Version(), form.Text("reason"), context.RequestAborted),
            refusal => ShowAsync(context, study, code, studies, sites, refusal.Message));

    private static Task<IResult> MoveAsync(
        HttpContext context, string study, string code, StudySteps studies, SiteSteps sites, Func<Actor, string, string, long, string, CancellationToken, Task<Equipoise.Conduct.Sites.Site>> move) =>
        TrialEndpoints.StepAsync(
            context,
            TrialAddress.Site(study, code),
            form => move(context.Actor(), study, code, form.Version(), form.Text("reason"), context.RequestAborted),
            refusal => ShowAsync(context, study, code, studies, sites, refusal.Message));

    private static async Task<StudyDesign> DesignAsync(HttpContext context, string study, StudySteps studies) => (await studies.FindAsync(study, context.RequestAborted)).Protocol.Design;

    private static SiteDetails Details(StudyDesign design, IFormCollection form) => new(
        form.Text("name"),
        form.Text("region"),
        form.Text("country"),
        form.Text("timeZone"),
        form.Text("cap").Trim() is { Length: > 0 } cap
            ? int.TryParse(cap, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw StepRefusedException.Invalid("site-cap", "The enrollment cap is a whole number, or empty for none.")
            : null,
        SiteRangeForm.Read(design, form));
}
