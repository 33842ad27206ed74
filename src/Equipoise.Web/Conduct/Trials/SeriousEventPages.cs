using System.Globalization;
using Equipoise.Conduct;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Assessments;
using Equipoise.Conduct.Safety;
using Equipoise.Web.Conduct.Frame;
using Equipoise.Web.Conduct.Trials.Pages;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Conduct.Trials;

/// <summary>Serious adverse events: all of a study by their clocks, and one to report, print and take away.</summary>
internal static class SeriousEventPages
{
    private const string Study = $"{TrialAddress.Root}/{{study}}";
    private const string One = $"{Study}/participants/{{code}}/serious-events/{{entry}}";

    public static void MapSeriousEventPages(this IEndpointRouteBuilder site)
    {
        site.MapPage($"{Study}/serious-events", ListAsync).Needs(Permission.ReadParticipants);
        site.MapPage(One, (HttpContext context, string study, string code, string entry, AssessmentReader reader, TimeProvider time) => ShowAsync(context, study, code, entry, reader, time, null)).Needs(Permission.ReadParticipants);
        site.MapPost($"{One}/reports", ReportAsync).Needs(Permission.ReportSeriousEvents);
        site.MapPage($"{One}/file.json", async (HttpContext context, string study, string code, string entry, AssessmentReader reader, TimeProvider time) =>
            Results.File(SeriousEventFile.Json(await FindAsync(context, study, code, entry, reader, time)), "application/json", $"serious-event-{study}-{code}-{entry}.json")).Needs(Permission.ReadParticipants);
        site.MapPage($"{One}/file.xml", async (HttpContext context, string study, string code, string entry, AssessmentReader reader, TimeProvider time) =>
            Results.File(SeriousEventFile.Xml(await FindAsync(context, study, code, entry, reader, time)), "application/xml", $"serious-event-{study}-{code}-{entry}.xml")).Needs(Permission.ReadParticipants);
    }

    /// <summary>Where the page of an event is.</summary>
    public static string Address(string study, string code, string entry) => $"{TrialAddress.Participant(study, code)}/serious-events/{Uri.EscapeDataString(entry)}";

    private static async Task<IResult> ListAsync(HttpContext context, string study, AssessmentReader reader, TimeProvider time)
    {
        var (assessed, events) = await reader.SeriousEventsAsync(context.Actor(), study, time.GetUtcNow(), context.RequestAborted);
        return SignedInPages.Show<SeriousEventsPage>(context, (nameof(SeriousEventsPage.Study), assessed.Study), (nameof(SeriousEventsPage.Events), events));
    }

    private static Task<SeriousEvent> FindAsync(HttpContext context, string study, string code, string entry, AssessmentReader reader, TimeProvider time) =>
        reader.SeriousEventAsync(context.Actor(), study, code, entry, time.GetUtcNow(), context.RequestAborted);

    private static async Task<IResult> ShowAsync(HttpContext context, string study, string code, string entry, AssessmentReader reader, TimeProvider time, StepRefusedException? refusal)
    {
        var serious = await FindAsync(context, study, code, entry, reader, time);
        var typed = refusal is null ? null : await context.Request.ReadFormAsync(context.RequestAborted);
        return SignedInPages.Show<SeriousEventPage>(
            context, refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            (nameof(SeriousEventPage.Serious), serious), (nameof(SeriousEventPage.Now), Equipoise.Conduct.Sites.SiteClock.Shown(time.GetUtcNow(), serious.Participant.Site.TimeZone).DateTime),
            (nameof(SeriousEventPage.Problems), refusal?.Reasons ?? []), (nameof(SeriousEventPage.Typed), typed));
    }

    private static Task<IResult> ReportAsync(HttpContext context, string study, string code, string entry, SeriousEventSteps steps, AssessmentReader reader, TimeProvider time) =>
        TrialEndpoints.StepAsync(
            context,
            Address(study, code, entry),
            form => steps.ReportAsync(
                context.Actor(), study, code, entry, long.TryParse(form.Text("number"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0,
                SeriousEventSteps.ReadMoment(form.Text("reportedAt")), form.Text("reportedTo"), form.Text("note"), context.RequestAborted),
            refusal => ShowAsync(context, study, code, entry, reader, time, refusal));
}
