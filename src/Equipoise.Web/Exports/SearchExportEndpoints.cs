using System.Globalization;
using Equipoise.Registry.Finding;
using Equipoise.Registry.Indexing;
using Equipoise.Registry.Store;
using Equipoise.Search;
using Equipoise.Web.Finder;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RegistryFinder = Equipoise.Registry.Finding.Finder;

namespace Equipoise.Web.Exports;

/// <summary><c>GET /search.csv</c>, <c>.json</c>, <c>.ndjson</c> and <c>.ris</c>: the studies of a search to take along, under
/// the same query as its page. At most <see cref="Most"/> of them: <c>X-Total-Count</c> says how many fit, and where that is
/// more, <c>X-Result-Limit</c> says how many come.</summary>
internal static class SearchExportEndpoints
{
    /// <summary>How many studies a file holds at most.</summary>
    public const int Most = RegistryFinder.MostReachable;

    // Few enough that even the largest records of a registry fit in memory together.
    private const int BatchSize = 32;

    // Each takes the machine for seconds; readers of pages must not wait for many of them.
    private const int AtOnce = 4;
    private static readonly SemaphoreSlim Turns = new(AtOnce);

    public static void MapSearchExports(this IEndpointRouteBuilder site)
    {
        site.MapPage("/search.csv", (HttpContext context) => SendAsync(context, total => new CsvFile()));
        site.MapPage("/search.json", (HttpContext context) => SendAsync(context, total => new JsonFile(total, Most)));
        site.MapPage("/search.ndjson", (HttpContext context) => SendAsync(context, total => new LinesFile()));
        site.MapPage("/search.ris", (HttpContext context) => SendAsync(context, total => new RisFile()));
    }

    private static async Task SendAsync(HttpContext context, Func<int, StudyFile> open)
    {
        var (request, response, cancellation) = (context.Request, context.Response, context.RequestAborted);
        var index = context.Service<StudyIndex>();
        var input = SearchInput.Read(SearchAddress.Of(request.Query).Drop(SearchAddress.View), index.Learned.Places);
        if (await input.RefusedAsync(response))
            return;
        FoundIds found;
        try
        {
            found = context.Service<RegistryFinder>().FindIds(input.Query, Most, cancellation);
        }
        catch (SearchException refusal) when (!refusal.IsDamage)
        {
            await Refusal.RefuseAsync(response, refusal.Message);
            return;
        }

        if (!await Turns.WaitAsync(TimeSpan.Zero, cancellation))
        {
            response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            response.Headers.RetryAfter = "5";
            response.ContentType = "text/plain; charset=utf-8";
            await response.WriteAsync("Other files are being written now. Try again in a few seconds.\n", cancellation);
            return;
        }

        try
        {
            using var watch = ReaderWatch.Begin(context, context.Service<ReaderPatience>());
            await WriteAsync(context, open(found.Total), found);
        }
        finally
        {
            Turns.Release();
        }
    }

    private static async Task WriteAsync(HttpContext context, StudyFile file, FoundIds found)
    {
        var (response, cancellation) = (context.Response, context.RequestAborted);
        response.ContentType = file.ContentType;
        response.Headers.ContentDisposition = $"attachment; filename=\"studies.{file.Extension}\"";
        response.Headers["X-Total-Count"] = found.Total.ToString(CultureInfo.InvariantCulture);
        if (found.Total > found.Ids.Count)
            response.Headers["X-Result-Limit"] = found.Ids.Count.ToString(CultureInfo.InvariantCulture);
        if (HttpMethods.IsHead(context.Request.Method))
            return;
        var registry = context.Service<RegistryStore>();
        file.Begin(response.BodyWriter);
        foreach (var batch in found.Ids.Chunk(BatchSize))
        {
            foreach (var study in await registry.FindAllAsync(batch, cancellation))
                file.Add(response.BodyWriter, study.Record);
            // Waits while the reader is slow: what is under way is one batch.
            await response.BodyWriter.FlushAsync(cancellation);
        }

        file.End(response.BodyWriter);
        await response.BodyWriter.FlushAsync(cancellation);
    }
}
