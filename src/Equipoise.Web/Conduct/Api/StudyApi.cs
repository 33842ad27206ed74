using System.Text.Json;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Studies;
using Equipoise.Web.Conduct.Frame;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Conduct.Api;

/// <summary>Studies and their protocols.</summary>
internal static class StudyApi
{
    private const string Root = $"{TrialApi.Root}/studies";

    public static void MapStudyApi(this IEndpointRouteBuilder site)
    {
        site.MapGet(Root, async (HttpContext context, StudySteps studies) =>
            Results.Json((await studies.ListAsync(context.RequestAborted)).Select(TrialViews.Of), JsonSerializerOptions.Web)).Needs(Permission.ReadStudies)
            .Described("What is conducted here", new("Study", IsList: true));
        site.MapPost(Root, OpenAsync).NeedsForAllSites(Permission.ManageStudies).Described("Open a study from its protocol file", new("Study", Created: true), typeof(string));
        site.MapGet($"{Root}/{{study}}", ShowAsync).Needs(Permission.ReadStudies).Described("A study", new("Study"));
        site.MapPost($"{Root}/{{study}}/amendments", AmendAsync).NeedsForAllSites(Permission.ManageStudies).Described("Accept a newer version of the protocol", new("Study"), typeof(TrialBodies.Amendment));
    }

    private static async Task<IResult> OpenAsync(HttpContext context, StudySteps studies)
    {
        var study = await studies.OpenAsync(context.Actor(), await JsonBody.TextAsync(context), context.RequestAborted);
        context.Response.Headers.Location = $"{Root}/{study.Id}";
        return JsonBody.Versioned(context, TrialViews.Of(study), study.Version, StatusCodes.Status201Created);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, string study, StudySteps studies)
    {
        var (found, _) = await studies.FindAsync(study, context.RequestAborted);
        return JsonBody.Versioned(context, TrialViews.Of(found), found.Version);
    }

    private static async Task<IResult> AmendAsync(HttpContext context, string study, StudySteps studies)
    {
        var body = await JsonBody.ReadAsync<TrialBodies.Amendment>(context);
        var amended = await studies.AmendAsync(context.Actor(), study, body.Protocol, body.Reason, context.RequestAborted);
        return JsonBody.Versioned(context, TrialViews.Of(amended), amended.Version);
    }
}
