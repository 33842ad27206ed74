using System.Text.Json;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Quality;
using Equipoise.Web.Conduct.Api;
using Equipoise.Web.Conduct.Frame;
using Equipoise.Web.Conduct.Trials;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Conduct.Overview.Quality;

/// <summary>How complete, clean and reviewed the data are: a page, and the same for programs.</summary>
internal static class QualityEndpoints
{
    public static void MapQuality(this IEndpointRouteBuilder site)
    {
        site.MapPage($"{TrialAddress.Root}/{{study}}/quality", async (HttpContext context, string study, QualityReader reader) => SignedInPages.Show<QualityPage>(
            context, (nameof(QualityPage.Quality), await ReadAsync(context, study, reader)), (nameof(QualityPage.Site), SiteOf(context)))).Needs(Permission.ReadParticipants);
        site.MapGet($"{TrialApi.Root}/studies/{{study}}/quality", async (HttpContext context, string study, QualityReader reader) =>
            Results.Json(View(await ReadAsync(context, study, reader)), JsonSerializerOptions.Web)).Needs(Permission.ReadParticipants)
            .Described("Missing and late forms, open queries, what is not verified, frozen or signed, and disagreements, at the sites you may see", new("StudyQuality"));
    }

    public static string Address(string study, string? site = null) => $"{TrialAddress.Study(study)}/quality{(site is null ? "" : $"?site={Uri.EscapeDataString(site)}")}";

    private static Task<StudyQuality> ReadAsync(HttpContext context, string study, QualityReader reader) => reader.ReadAsync(context.Actor(), study, SiteOf(context), context.RequestAborted);

    private static string? SiteOf(HttpContext context) => context.Request.Query["site"].ToString().Trim() is { Length: > 0 } site ? site : null;

    private static object View(StudyQuality quality) => new
    {
        study = quality.Study.Id,
        wholeStudy = quality.IsWhole,
        sites = quality.Sites,
        visits = quality.Visits,
        queryAges = quality.Ages,
        incompleteVisits = quality.Incomplete.Select(visit => new
        {
            visit.Participant, visit.Site, visit = visit.Plan.Visit, count = visit.Plan.Count, name = visit.Plan.Name, planned = visit.Plan.Planned, latest = visit.Plan.Latest, missing = visit.Missing,
        }),
        disagreements = quality.Disagreements.Select(one => new { one.Participant, one.Site, about = one.Kind is DisagreementKind.Response ? "response" : "grade", date = one.Day, one.Description }),
    };
}
