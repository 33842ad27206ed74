using Equipoise.Registry.Indexing;
using Equipoise.Registry.Store;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Saved;

/// <summary><c>GET /saved?ids=…</c>: a list of studies that somebody has put together. It is kept in the browser and in
/// links, never here.</summary>
internal static class SavedEndpoint
{
    /// <summary>How many studies a list holds.</summary>
    public const int Most = 100;

    public static void MapSaved(this IEndpointRouteBuilder site) => site.MapPage("/saved", AnswerAsync);

    private static async Task<IResult> AnswerAsync(HttpRequest request, RegistryStore registry, CancellationToken cancellation)
    {
        var list = StudyIdList.Read(request.Query["ids"], Most);
        var studies = await registry.FindAllAsync(list.Ids, cancellation);
        return Pages.Show<SavedPage>(
            (nameof(SavedPage.List), list),
            (nameof(SavedPage.Cards), studies.Select(StudyCard.From).ToList()));
    }
}
