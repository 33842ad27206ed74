using Equipoise.Registry.Store;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Api;

/// <summary><c>GET /use-the-api</c>: how programs read this site.</summary>
internal static class ApiGuideEndpoint
{
    public static void MapApiGuide(this IEndpointRouteBuilder site) =>
        site.MapPage("/use-the-api", async (HttpRequest request, RegistryStore registry, CancellationToken cancellation) =>
        {
            // One that is here, so that the link leads somewhere.
            var study = await registry.UpdatesAsync(skip: 0, most: 1, cancellation) is [var first] ? first.Id
                : await registry.IdsAsync(StudyOrigin.Sample, cancellation) is [var sample, ..] ? sample
                : null;
            return Pages.Show<ApiGuidePage>((nameof(ApiGuidePage.Base), $"{request.Origin()}/api/v2"), (nameof(ApiGuidePage.Study), study?.ToString()));
        });
}
