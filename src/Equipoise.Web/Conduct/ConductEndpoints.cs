using Equipoise.Web.Analysis;
using Equipoise.Web.Conduct.Api;
using Equipoise.Web.Conduct.Demo;
using Equipoise.Web.Conduct.Mine;
using Equipoise.Web.Conduct.Overview;
using Equipoise.Web.Conduct.Overview.Exposure;
using Equipoise.Web.Conduct.Overview.Quality;
using Equipoise.Web.Conduct.Overview.Responses;
using Equipoise.Web.Conduct.Overview.Timeline;
using Equipoise.Web.Conduct.Publishing;
using Equipoise.Web.Conduct.People;
using Equipoise.Web.Conduct.SignIn;
using Equipoise.Web.Conduct.Trials;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Conduct;

/// <summary>Everything behind the sign-in. Each endpoint names who may reach it with a <see cref="Guard"/>.</summary>
internal static class ConductEndpoints
{
    public static void MapConduct(this IEndpointRouteBuilder site, bool isDemo)
    {
        site.MapSignIn();
        site.MapWelcome();
        site.MapPeople();
        site.MapMine();
        site.MapTrials();
        site.MapOverview();
        site.MapExposure();
        site.MapResponses();
        site.MapQuality();
        site.MapTimelines();
        site.MapPublication();
        site.MapTrialApi();
        site.MapAnalysis();
        site.MapAnalysisApi();
        if (isDemo)
            site.MapDemo();
    }
}
