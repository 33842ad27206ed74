using Equipoise.Conduct;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Conduct.Trials;

/// <summary>The pages of running trials.</summary>
internal static class TrialEndpoints
{
    public static void MapTrials(this IEndpointRouteBuilder site)
    {
        site.MapStudyPages();
        site.MapSchemePages();
        site.MapSitePages();
        site.MapParticipantPages();
        site.MapFormPages();
        site.MapQueryPages();
        site.MapReviewPages();
        site.MapEligibilityPages();
        site.MapRandomizationPages();
        site.MapAssessmentPages();
        site.MapSeriousEventPages();
        site.MapImportPages();
        site.MapTreatmentPages();
        site.MapDeviationPages();
        site.MapExportPages();
    }

    /// <summary>Takes a step that a form asks for, then shows another page; where it is refused, shows the page again with the reason.</summary>
    public static async Task<IResult> StepAsync(HttpContext context, string next, Func<IFormCollection, Task> step, Func<StepRefusedException, Task<IResult>>? again = null)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        try
        {
            await step(form);
            return Results.LocalRedirect(next);
        }
        catch (StepRefusedException refusal) when (again is not null && refusal is { Kind: RefusalKind.Invalid or RefusalKind.Conflict or RefusalKind.Stale } or { Code: "wrong-password" })
        {
            return await again!(refusal);
        }
    }

    /// <summary>The status of a page that is shown again with the reason a step was refused, or without one.</summary>
    public static int StatusOf(StepRefusedException? refusal) => refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;

    /// <summary>A field of a form.</summary>
    public static string Text(this IFormCollection form, string name) => form[name].ToString();

    /// <summary>A field that is a day.</summary>
    /// <exception cref="StepRefusedException">It is none.</exception>
    public static DateOnly Day(this IFormCollection form, string name) =>
        DateOnly.TryParseExact(form.Text(name), "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day)
            ? day
            : throw StepRefusedException.Invalid("date", "Write the day as year-month-day, such as 2026-03-04.");

    /// <summary>A field that is a version.</summary>
    public static long Version(this IFormCollection form) =>
        long.TryParse(form.Text("version"), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var version) ? version : 0;
}
