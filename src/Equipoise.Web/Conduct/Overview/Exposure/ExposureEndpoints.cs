using System.Text.Json;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Treatment;
using Equipoise.Web.Conduct.Api;
using Equipoise.Web.Conduct.Frame;
using Equipoise.Web.Conduct.Trials;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Conduct.Overview.Exposure;

/// <summary>How much of the study treatment all participants have had: a page, and the same for programs.</summary>
internal static class ExposureEndpoints
{
    public static void MapExposure(this IEndpointRouteBuilder site)
    {
        site.MapPage($"{TrialAddress.Root}/{{study}}/exposure", async (HttpContext context, string study, ExposureReader reader) =>
            SignedInPages.Show<ExposurePage>(context, (nameof(ExposurePage.Exposure), await reader.ReadAsync(context.Actor(), study, context.RequestAborted)))).Needs(Permission.ReadStudies);
        site.MapGet($"{TrialApi.Root}/studies/{{study}}/exposure", async (HttpContext context, string study, ExposureReader reader) =>
            Results.Json(View(await reader.ReadAsync(context.Actor(), study, context.RequestAborted)), JsonSerializerOptions.Web)).Needs(Permission.ReadStudies)
            .Described("How much of the study treatment all participants have had, by arm for who may see that", new("StudyExposure"));
    }

    private static object View(StudyExposure exposure) => new
    {
        study = exposure.Study.Id,
        wholeStudy = exposure.IsWhole,
        byArm = exposure.ShowsArms,
        groups = exposure.Groups.Select(group => new
        {
            arm = exposure.ShowsArms ? group.Arm : null,
            group.Randomized,
            group.Treated,
            group.OnTreatment,
            group.MedianCycles,
            group.MostCycles,
            group.MedianDays,
            treatedByCycle = group.Reached,
            group.Doses,
            group.Participants,
            group.Treatments,
        }),
    };
}
