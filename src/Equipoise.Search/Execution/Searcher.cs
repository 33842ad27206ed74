using System.Runtime.ExceptionServices;
using Equipoise.Search.Searching;
using Equipoise.Search.Snapshots;

namespace Equipoise.Search.Execution;

/// <summary>Answers one request: by one worker or, where it takes long and a processor is free, by two with a lane each.</summary>
internal sealed class Searcher
{
    private const int MostHits = 10_000;

    // From about so many steps on, some one and a half milliseconds, a second worker saves more than its nodes and counts cost.
    private const long StepsToShare = 300_000;
    private static int running;
    private readonly IndexState state;
    private readonly SearchRequest request;
    private readonly CancellationToken cancellation;
    private readonly SortKey[] order;

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
        if (request.After is { } place && Array.FindIndex(order, key => key.IsStored) is >= 0 and var level && !IsAt(place.Key, place.Values[level].Number))
            throw new SearchException("The place to continue from belongs to another state of the index: start again at the first page.");
    }

    // Another index, such as that of another node, has other documents at the same places: its pages would repeat some and skip others.
    private bool IsAt(string key, double? place) =>
        Enumerable.Range(0, state.Views.Count).Any(segment => state.Views[segment].Segment.Find(key) is >= 0 and var document && state.Before(segment) + document == place);

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
        var lane = new SearchLane(state, request, order, cancellation);
        var sizes = state.Views.Select(view => view.Segment.DocumentCount).ToArray();
        var all = lane.EndsEarly ? WorkShare.InOrder(sizes) : WorkShare.Whole(sizes);
        if (mayShare && !lane.EndsEarly && all.Count > 0 && lane.Enter(all[0].Segment) / Math.Max(1, sizes[all[0].Segment]) * sizes.Sum(size => (double)size) >= StepsToShare)
        {
            var (first, second) = WorkShare.Halves(sizes);
            var other = new SearchLane(state, request, order, cancellation, lane);
            SideBySide(() => lane.Run(first), () => other.Run(second));
            lane.Take(other);
            var shared = Result(lane, workers: 2);
            other.End();
            return shared;
        }

        lane.Run(all);
        return Result(lane, workers: 1);
    }

    private SearchResult Result(SearchLane lane, int workers)
    {
        lane.Found.Sort(new FoundOrder(order));
        var page = lane.Found.Take(request.Top).Select(lane.ToHit).ToList();
        var next = request.Top > 0 && page.Count == request.Top ? new Cursor(state.Generation, page[^1].Sort, page[^1].Key) : null;
        var result = new SearchResult(state.Generation, lane.Total, page, lane.Facets.Results(), next, lane.Meter.Work with { Workers = workers });
        lane.End();
        return result;
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
}
