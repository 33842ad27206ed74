using System.Runtime.ExceptionServices;
using Equipoise.Search.Searching;
using Equipoise.Search.Segments;
using Equipoise.Search.Snapshots;

namespace Equipoise.Search.Execution;

/// <summary>Answers one request. A segment that takes long is searched by two workers, each with a lane of its own, where a processor is free.</summary>
internal sealed class Searcher
{
    private const int MostHits = 10_000;

    // From about so many steps on, some five milliseconds, a second worker saves more than its nodes and counts cost.
    private const long StepsToShare = 1_000_000;
    private static int running;
    private readonly IndexState state;
    private readonly SearchRequest request;
    private readonly CancellationToken cancellation;
    private readonly SortKey[] order;
    private readonly SearchLane lane;
    private readonly Dictionary<(DistanceRequest, Segment), NearestPoint> nearest = [];
    private SearchLane? second;

    public Searcher(IndexState state, SearchRequest request, CancellationToken cancellation)
    {
        this.state = state;
        this.request = request;
        this.cancellation = cancellation;
        if (request.Top is < 0 or > MostHits)
            throw new SearchException($"A page has at most {MostHits} hits, not {request.Top}: ask for the next page with the cursor.");
        order = request.Sort.Count == 0 ? [SortKey.Score] : [.. request.Sort];
        if (request.After is { } after && after.Values.Count != order.Length)
            throw new SearchException("The place to continue from belongs to another order: start again at the first page.");
        lane = new SearchLane(state, request, cancellation);
    }

    public SearchResult Run()
    {
        var others = Interlocked.Increment(ref running) - 1;
        try
        {
            // Each search that runs may have use for two processors.
            return Run(mayShare: request.MostWorkers > 1 && (others + 1) * 2 <= state.Processors);
        }
        finally
        {
            Interlocked.Decrement(ref running);
        }
    }

    private SearchResult Run(bool mayShare)
    {
        var found = new List<FoundDocument>();
        for (var number = 0; number < state.Views.Count; number++)
            Search(state.Views[number], number, mayShare, found);
        found.Sort(new FoundOrder(order));
        var page = found.Take(request.Top).Select(each => each.ToHit(request, Nearest)).ToList();
        var next = request.Top > 0 && page.Count == request.Top ? new Cursor(state.Generation, page[^1].Sort, page[^1].Key) : null;
        if (second is not null)
            lane.Meter.Take(second.Meter);
        return new SearchResult(state.Generation, lane.Total + (second?.Total ?? 0), page, lane.Facets.Results(), next, lane.Meter.Work with { Workers = second is null ? 1 : 2 });
    }

    private void Search(SegmentView view, int number, bool mayShare, List<FoundDocument> found)
    {
        var table = view.Segment.Tables[0];
        var levels = order.Select(key => new SortLevel(key, table, key.Distance is { } distance ? Nearest(distance, view.Segment) : null)).ToArray();
        var after = request.After?.Values.Zip(levels, (value, level) => level.PlaceOf(value)).ToArray();
        lane.Enter(view, number, levels, new TopDocuments(table, levels, request.Top, after, KeyPlace(table)));
        if (mayShare && lane.Work >= StepsToShare)
        {
            second ??= new SearchLane(state, request, cancellation, lane);
            second.Enter(view, number, levels, new TopDocuments(table, levels, request.Top, after, KeyPlace(table)));
            SideBySide(() => lane.Run(0, 2), () => second.Run(1, 2));
            lane.Facets.Take(second.Facets);
            found.AddRange(Found(view, second, levels));
        }
        else
        {
            lane.Run(0, 1);
        }

        lane.Facets.Leave();
        found.AddRange(Found(view, lane, levels));
    }

    private static IEnumerable<FoundDocument> Found(SegmentView view, SearchLane by, SortLevel[] levels)
    {
        var scoreLevel = Array.FindIndex(levels, level => level.ByScore);
        foreach (var (document, places) in by.Top.Kept())
            yield return new FoundDocument(view, by.Root, document, [.. places.Zip(levels, (place, level) => level.Value(place))], scoreLevel, Key(view.Segment.Tables[0], document));
    }

    private static void SideBySide(Action one, Action other)
    {
        try
        {
            Parallel.Invoke(one, other);
        }
        catch (AggregateException failed)
        {
            // Both may fail for the same reason, such as a damaged block: what the first met is told as if it had worked alone.
            ExceptionDispatchInfo.Throw(failed.InnerExceptions[0]);
        }
    }

    private NearestPoint Nearest(DistanceRequest distance, Segment segment)
    {
        if (nearest.TryGetValue((distance, segment), out var known))
            return known;
        var number = QueryCompiler.TableOf(state.Schema, distance.Path);
        var where = distance.Where is { } query ? lane.Compiler.Compile(query, segment, number, 0) : null;
        return nearest[(distance, segment)] = new NearestPoint(distance, segment.Tables[number], where, cancellation);
    }

    private double KeyPlace(TableReader table)
    {
        if (request.After is not { } after)
            return 0;
        var found = table.Keys!.Values.Find(System.Text.Encoding.UTF8.GetBytes(after.Key));
        return found >= 0 ? found : ~found - 0.5;
    }

    private static string Key(TableReader table, int document)
    {
        var column = table.Keys!;
        return column.Values.Get((int)column.Rows.Value(column.Rows.Of(document, out _)));
    }
}
