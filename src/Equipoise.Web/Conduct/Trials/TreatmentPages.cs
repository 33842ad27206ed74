using System.Globalization;
using Equipoise.Conduct;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Deviations;
using Equipoise.Conduct.Treatment;
using Equipoise.Web.Conduct.Frame;
using Equipoise.Web.Conduct.Trials.Pages;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Conduct.Trials;

/// <summary>A participant's calendar and doses.</summary>
internal static class TreatmentPages
{
    private const string Root = $"{TrialAddress.Root}/{{study}}/participants/{{code}}";

    public static void MapTreatmentPages(this IEndpointRouteBuilder site)
    {
        site.MapPage($"{Root}/calendar", CalendarAsync).Needs(Permission.ReadParticipants);
        site.MapPage($"{Root}/doses", DosesAsync).Needs(Permission.ReadAllocations);
        site.MapPage($"{Root}/doses/{{treatment}}", (HttpContext context, string study, string code, string treatment, TreatmentSteps steps) =>
            FormAsync(context, study, code, treatment, steps, refusal: null)).Needs(Permission.Treat);
        site.MapPost($"{Root}/doses/{{treatment}}", RecordAsync).Needs(Permission.Treat);
    }

    private static async Task<IResult> CalendarAsync(HttpContext context, string study, string code, TreatmentSteps steps, FindingSteps findings)
    {
        var (file, calendar) = await steps.CalendarAsync(context.Actor(), study, code, context.RequestAborted);
        return SignedInPages.Show<CalendarPage>(
            context, (nameof(CalendarPage.File), file), (nameof(CalendarPage.Calendar), calendar),
            (nameof(CalendarPage.Findings), await findings.OfParticipantAsync(context.Actor(), study, code, context.RequestAborted)));
    }

    private static async Task<IResult> DosesAsync(HttpContext context, string study, string code, TreatmentSteps steps, DeviationSteps deviations)
    {
        var (file, course) = await steps.ReadAsync(context.Actor(), study, code, context.RequestAborted);
        return SignedInPages.Show<DosesPage>(
            context, (nameof(DosesPage.File), file), (nameof(DosesPage.Course), course),
            (nameof(DosesPage.Deviations), await deviations.ListAsync(context.Actor(), study, new DeviationFilter(Participant: code, Category: DeviationCategory.Treatment), context.RequestAborted)));
    }

    private static async Task<IResult> FormAsync(HttpContext context, string study, string code, string treatment, TreatmentSteps steps, StepRefusedException? refusal)
    {
        var (file, course) = await steps.ReadAsync(context.Actor(), study, code, context.RequestAborted);
        var form = file.Protocol.Design.DoseLog ?? throw StepRefusedException.NotFound("no-dose-log", "The protocol has no form for doses.");
        var given = file.Protocol.Design.Arms.SelectMany(arm => arm.Treatments).FirstOrDefault(one => string.Equals(one.Code, treatment, StringComparison.Ordinal))
            ?? throw StepRefusedException.NotFound("no-such-treatment", $"The protocol has no treatment '{treatment}'.");
        return SignedInPages.Show<DosePage>(
            context, refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            (nameof(DosePage.File), file), (nameof(DosePage.Course), course), (nameof(DosePage.Form), form), (nameof(DosePage.Treatment), given), (nameof(DosePage.Cycle), Cycle(context)),
            (nameof(DosePage.Typed), refusal is null ? null : FormPages.Answers(await context.Request.ReadFormAsync(context.RequestAborted))), (nameof(DosePage.Problem), refusal));
    }

    private static Task<IResult> RecordAsync(HttpContext context, string study, string code, string treatment, TreatmentSteps steps) =>
        TrialEndpoints.StepAsync(
            context,
            TrialAddress.Doses(study, code),
            typed => steps.EnterAsync(
                context.Actor(), study, code,
                int.TryParse(typed.Text("cycle"), NumberStyles.None, CultureInfo.InvariantCulture, out var cycle) ? cycle : throw StepRefusedException.Invalid("cycle", "Open the page again: it names the cycle of the dose."),
                form => new Dictionary<string, string?>(FormPages.Answers(typed), StringComparer.Ordinal)
                {
                    [form.Exposure!.Treatment] = treatment,
                    [form.Exposure.Cycle] = cycle.ToString(CultureInfo.InvariantCulture),
                },
                context.RequestAborted),
            refusal => FormAsync(context, study, code, treatment, steps, refusal));

    // The cycle whose single doses come back; null for the next dose.
    private static int? Cycle(HttpContext context) => int.TryParse(context.Request.Query["returned"], NumberStyles.None, CultureInfo.InvariantCulture, out var cycle) ? cycle : null;
}
