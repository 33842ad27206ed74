using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Api;

/// <summary><c>GET /use-the-api</c>: how programs read this site.</summary>
internal static class ApiGuideEndpoint
{
    public static void MapApiGuide(this IEndpointRouteBuilder site) =>
        site.MapPage("/use-the-api", (HttpRequest request) => Pages.Show<ApiGuidePage>((nameof(ApiGuidePage.Base), $"{request.Origin()}/api/v2")));
}
