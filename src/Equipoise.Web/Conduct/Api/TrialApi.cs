using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Conduct.Api;

/// <summary><c>/api/conduct/v1</c>: all that the pages do, for programs with a token.</summary>
internal static class TrialApi
{
    /// <summary>Where it lives.</summary>
    public const string Root = "/api/conduct/v1";

    public static void MapTrialApi(this IEndpointRouteBuilder site)
    {
        site.MapStudyApi();
        site.MapSiteApi();
        site.MapParticipantApi();
        site.MapFormApi();
        site.MapQueryApi();
        site.MapReviewApi();
        site.MapEligibilityApi();
        site.MapRandomizationApi();
        site.MapTreatmentApi();
        site.MapDeviationApi();
        site.MapAssessmentApi();
        site.MapSeriousEventApi();
        site.MapImportApi();
        site.MapExportApi();
    }
}
