using System.Text.Json;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Exchange;
using Equipoise.Conduct.Sites;
using Equipoise.Web.Conduct.Frame;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Conduct.Api;

/// <summary>The sites of a study.</summary>
internal static class SiteApi
{
    private const string Root = $"{TrialApi.Root}/studies/{{study}}/sites";

    public static void MapSiteApi(this IEndpointRouteBuilder site)
    {
        site.MapGet(Root, async (HttpContext context, string study, SiteSteps sites) =>
            Results.Json((await sites.ListAsync(context.Actor(), study, context.RequestAborted)).Select(TrialViews.Of), JsonSerializerOptions.Web)).Needs(Permission.ReadStudies)
            .Described("The sites of a study", new("Site", IsList: true));
        site.MapPost(Root, RegisterAsync).NeedsForAllSites(Permission.ManageSites).Described("Register a site", new("Site", Created: true), typeof(TrialBodies.NewSite));
        site.MapGet($"{Root}/{{code}}", async (HttpContext context, string study, string code, SiteSteps sites) =>
            Show(context, await sites.FindAsync(context.Actor(), study, code, context.RequestAborted))).Needs(Permission.ReadStudies).Described("A site", new("Site"));
        site.MapPut($"{Root}/{{code}}", ChangeAsync).Needs(Permission.ManageSites).Described("Change what is known of a site: send all of it anew", new("Site"), typeof(TrialBodies.ChangedSite), ["If-Match"]);
        site.MapPost($"{Root}/{{code}}/activate", ActivateAsync).Needs(Permission.ActivateSites).Described("Let a site enroll", new("Site"), typeof(TrialBodies.Why), ["If-Match"]);
        site.MapPost($"{Root}/{{code}}/close", CloseAsync).Needs(Permission.ActivateSites).Described("End enrollment at a site", new("Site"), typeof(TrialBodies.Why), ["If-Match"]);
        site.MapPost($"{Root}/{{code}}/casebook", async (HttpContext context, string study, string code, CasebookExport export) =>
            Results.Json(TrialViews.Of(await export.TakeAsync(context.Actor(), study, code, context.RequestAborted)), JsonSerializerOptions.Web)).Needs(Permission.ExportCasebooks).WithMetadata(new RequestKeys.Unkeyed())
            .Described("Take a site's whole casebook with its trail", new("SiteCasebook"));
    }

    private static IResult Show(HttpContext context, Equipoise.Conduct.Sites.Site site, int status = StatusCodes.Status200OK) => JsonBody.Versioned(context, TrialViews.Of(site), site.Version, status);

    private static async Task<IResult> RegisterAsync(HttpContext context, string study, SiteSteps sites)
    {
        var body = await JsonBody.ReadAsync<TrialBodies.NewSite>(context);
        return Show(context, await sites.RegisterAsync(context.Actor(), study, body.Code, body.Details, context.RequestAborted), StatusCodes.Status201Created);
    }

    private static async Task<IResult> ChangeAsync(HttpContext context, string study, string code, SiteSteps sites)
    {
        var body = await JsonBody.ReadAsync<TrialBodies.ChangedSite>(context);
        return Show(context, await sites.ChangeAsync(context.Actor(), study, code, body.Details, JsonBody.VersionRead(context), body.Reason, context.RequestAborted));
    }

    private static async Task<IResult> ActivateAsync(HttpContext context, string study, string code, SiteSteps sites)
    {
        var body = await JsonBody.ReadAsync<TrialBodies.Why>(context);
        return Show(context, await sites.ActivateAsync(context.Actor(), study, code, JsonBody.VersionRead(context), body.Reason, context.RequestAborted));
    }

    private static async Task<IResult> CloseAsync(HttpContext context, string study, string code, SiteSteps sites)
    {
        var body = await JsonBody.ReadAsync<TrialBodies.Why>(context);
        return Show(context, await sites.CloseAsync(context.Actor(), study, code, JsonBody.VersionRead(context), body.Reason, context.RequestAborted));
    }
}
