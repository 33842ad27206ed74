using Equipoise.Registry.Store;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Saved;

/// <summary><c>GET /compare?ids=A&amp;ids=B</c>: up to four studies side by side.</summary>
internal static class CompareEndpoint
{
    /// <summary>How many studies stand side by side.</summary>
    public const int Most = 4;

    public static void MapCompare(this IEndpointRouteBuilder site) => site.MapPage("/compare", AnswerAsync);

    private static async Task<IResult> AnswerAsync(HttpRequest request, RegistryStore registry, CancellationToken cancellation)
    {
        var list = StudyIdList.Read(request.Query["ids"], Most);
        return Pages.Show<ComparePage>(
            (nameof(ComparePage.List), list),
            (nameof(ComparePage.Studies), (await registry.FindAllAsync(list.Ids, cancellation)).Select(study => study.Record).ToList()));
    }
}
