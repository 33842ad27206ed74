using System.Globalization;
using Equipoise.Registry.Finding;
using Equipoise.Registry.Indexing;
using Equipoise.Registry.Records;
using Equipoise.Registry.Store;
using Equipoise.Search;
using Equipoise.Web.Finder;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using RegistryFinder = Equipoise.Registry.Finding.Finder;

namespace Equipoise.Web.Exports;

/// <summary><c>GET /search.atom</c>: a search as a feed, the newest update first.</summary>
internal static class SearchFeedEndpoint
{
    private const int Entries = 50;

    public static void MapSearchFeed(this IEndpointRouteBuilder site) => site.MapPage("/search.atom", AnswerAsync);

    private static async Task AnswerAsync(HttpContext context, StudyIndex index, RegistryFinder finder, RegistryStore registry, TimeProvider clock)
    {
        var address = SearchAddress.Of(context.Request.Query).Drop(SearchAddress.Sort, SearchAddress.View);
        var input = SearchInput.Read(address, index.Learned.Places);
        if (await input.RefusedAsync(context.Response))
            return;
        // A feed is asked for again and again: nothing is sent while nothing has changed.
        var tag = new EntityTagHeaderValue($"\"{index.Change.ToString(CultureInfo.InvariantCulture)}\"", isWeak: true);
        context.Response.GetTypedHeaders().ETag = tag;
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        FinderResult result;
        try
        {
            result = finder.Search(input.Query with { Order = FinderOrder.Updated, Offset = 0, PageSize = Entries }, context.RequestAborted);
        }
        catch (SearchException refusal) when (!refusal.IsDamage)
        {
            await Refusal.RefuseAsync(context.Response, refusal.Message);
            return;
        }

        var feed = StudyFeed.Write(context.Request.Origin(), address, input, result, await CameInAsync(registry, result, context.RequestAborted), clock.GetUtcNow());
        context.Response.ContentType = "application/atom+xml; charset=utf-8";
        context.Response.ContentLength = feed.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.BodyWriter.WriteAsync(feed, context.RequestAborted);
    }

    private static async Task<IReadOnlyDictionary<string, DateTimeOffset>> CameInAsync(RegistryStore registry, FinderResult result, CancellationToken cancellation)
    {
        var moments = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var card in result.Hits.Select(hit => hit.Card).Where(card => card.Updated is null))
        {
            if ((await registry.VersionsAsync(StudyId.Parse(card.Id), cancellation)).FirstOrDefault(version => version.IsCurrent) is { } current)
                moments[card.Id] = current.StoredAt;
        }

        return moments;
    }
}
