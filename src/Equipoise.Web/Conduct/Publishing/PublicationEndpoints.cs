using System.Text.Json;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Publication;
using Equipoise.Conduct.Sites;
using Equipoise.Conduct.Studies;
using Equipoise.Registry.Records;
using Equipoise.Registry.Store;
using Equipoise.Web.Conduct.Api;
using Equipoise.Web.Conduct.Frame;
using Equipoise.Web.Conduct.Trials;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Conduct.Publishing;

/// <summary>What the public sees of a study that is conducted here: the sponsor's act, as a page and for programs.</summary>
internal static class PublicationEndpoints
{
    private const string Page = $"{TrialAddress.Root}/{{study}}/publication";
    private const string Api = $"{TrialApi.Root}/studies/{{study}}/publications";

    public static void MapPublication(this IEndpointRouteBuilder site)
    {
        site.MapPage(Page, (HttpContext context, string study, StudySteps studies, SiteSteps sites, PublicationSteps publications, RegistryStore registry) =>
            ShowAsync(context, study, studies, sites, publications, registry, problem: null)).NeedsForAllSites(Permission.Publish);
        site.MapPost(Page, PublishAsync).NeedsForAllSites(Permission.Publish);
        site.MapGet(Api, async (HttpContext context, string study, PublicationSteps publications) =>
            Results.Json((await publications.VersionsAsync(study, context.RequestAborted)).Select(View), JsonSerializerOptions.Web)).Needs(Permission.ReadStudies)
            .Described("What was published of the study, the newest first", new("PublishedState", IsList: true));
        site.MapPost(Api, async (HttpContext context, string study, PublicationSteps publications) =>
        {
            var body = await JsonBody.ReadAsync<TrialBodies.NewPublication>(context);
            return Results.Json(View(await TakeAsync(context, study, body.Status, body.Reason, publications)), JsonSerializerOptions.Web, statusCode: StatusCodes.Status201Created);
        }).NeedsForAllSites(Permission.Publish)
            .Described("Publish a status with the sites and enrollment of the moment, or TAKEN_BACK", new("PublishedState", Created: true), typeof(TrialBodies.NewPublication));
    }

    private static object View(PublishedState state) => new { number = state.Number, status = state.Status, enrolled = state.Enrolled, sites = state.SiteList(), publishedAt = state.At };

    private static Task<PublishedState> TakeAsync(HttpContext context, string study, string status, string reason, PublicationSteps publications) =>
        string.Equals(status, PublishedStatus.TakenBack, StringComparison.Ordinal)
            ? publications.TakeBackAsync(context.Actor(), study, reason, context.RequestAborted)
            : publications.PublishAsync(context.Actor(), study, status, reason, context.RequestAborted);

    private static async Task<IResult> ShowAsync(
        HttpContext context, string study, StudySteps studies, SiteSteps sites, PublicationSteps publications, RegistryStore registry, string? problem)
    {
        var (found, _) = await studies.FindAsync(study, context.RequestAborted);
        var record = StudyId.TryParse(study, out var id) ? (await registry.FindAsync(id, context.RequestAborted))?.Record : null;
        return SignedInPages.Show<PublicationPage>(
            context,
            problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            (nameof(PublicationPage.Study), found),
            (nameof(PublicationPage.Record), record),
            (nameof(PublicationPage.Sites), await sites.ListAsync(context.Actor(), study, context.RequestAborted)),
            (nameof(PublicationPage.Versions), await publications.VersionsAsync(study, context.RequestAborted)),
            (nameof(PublicationPage.Problem), problem));
    }

    private static Task<IResult> PublishAsync(HttpContext context, string study, StudySteps studies, SiteSteps sites, PublicationSteps publications, RegistryStore registry) =>
        TrialEndpoints.StepAsync(
            context,
            $"{TrialAddress.Study(study)}/publication",
            form => TakeAsync(context, study, form.Text("status"), form.Text("reason"), publications),
            refusal => ShowAsync(context, study, studies, sites, publications, registry, refusal.Message));
}
