using System.Text.Json;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Timelines;
using Equipoise.Web.Conduct.Api;
using Equipoise.Web.Conduct.Frame;
using Equipoise.Web.Conduct.Trials;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Conduct.Overview.Timeline;

/// <summary>All that happened to a participant, in order of time: a page, and the same for programs.</summary>
internal static class TimelineEndpoints
{
    public static void MapTimelines(this IEndpointRouteBuilder site)
    {
        site.MapPage($"{TrialAddress.Root}/{{study}}/participants/{{code}}/timeline", async (HttpContext context, string study, string code, TimelineReader reader) =>
            SignedInPages.Show<TimelinePage>(context, (nameof(TimelinePage.Timeline), await reader.ReadAsync(context.Actor(), study, code, context.RequestAborted)))).Needs(Permission.ReadParticipants);
        site.MapGet($"{TrialApi.Root}/studies/{{study}}/participants/{{code}}/timeline", async (HttpContext context, string study, string code, TimelineReader reader) =>
            Results.Json(View(await reader.ReadAsync(context.Actor(), study, code, context.RequestAborted)), JsonSerializerOptions.Web)).Needs(Permission.ReadParticipants)
            .Described("What happened to a participant, in order of time, on the site's clock; doses for who may see the arm", new("ParticipantTimeline"));
    }

    private static object View(ParticipantTimeline timeline) => new
    {
        participant = timeline.Participant.Code,
        timeZone = timeline.Site.TimeZone,
        asOf = timeline.AsOf,
        timeline.HidesDoses,
        events = timeline.Events.Select(happened => new
        {
            happened.Day,
            time = happened.Time?.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture),
            kind = TimelineWords.Code(happened.Kind),
            happened.Title,
            happened.Detail,
            happened.Until,
            happened.GoesOn,
            entries = happened.Entries.Select(entry => entry.Id),
            happened.Deviation,
        }),
    };
}
