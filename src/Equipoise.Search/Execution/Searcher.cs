using System.Numerics;
using Equipoise.Search.Postings;
using Equipoise.Search.Searching;
using Equipoise.Search.Segments;
using Equipoise.Search.Snapshots;

namespace Equipoise.Search.Execution;

/// <summary>Answers one request.</summary>
internal sealed class Searcher
{
    private const int MostHits = 10_000;
    private readonly IndexState state;
    private readonly SearchRequest request;
    private readonly CancellationToken cancellation;
    private readonly SearchMeter meter;
    private readonly QueryCompiler compiler;
    private readonly SortKey[] order;
    private readonly FacetPlan facets;
    private readonly bool mayLeaveOut;
    private readonly float[] scores = new float[Window.Size];
    private readonly Dictionary<(DistanceRequest, Segment), NearestPoint> nearest = [];
    private float best = float.NegativeInfinity;
    private int total;

    public Searcher(IndexState state, SearchRequest request, CancellationToken cancellation)
    {
        this.state = state;
        this.request = request;
        this.cancellation = cancellation;
        if (request.Top is < 0 or > MostHits)
            throw new SearchException($"A page has at most {MostHits} hits, not {request.Top}: ask for the next page with the cursor.");
        meter = new SearchMeter(request.StepLimit);
        compiler = new QueryCompiler(state, meter, cancellation);
        order = request.Sort.Count == 0 ? [SortKey.Score] : [.. request.Sort];
        if (request.After is { } after && after.Values.Count != order.Length)
            throw new SearchException("The place to continue from belongs to another order: start again at the first page.");
        facets = new FacetPlan(state, request);
        mayLeaveOut = !request.ExactTotal && request.Facets.Count == 0 && order[0].IsBestFirst;
    }

    public SearchResult Run()
    {
        var found = new List<FoundDocument>();
        for (var number = 0; number < state.Views.Count; number++)
            found.AddRange(Search(state.Views[number], number));
        found.Sort(new FoundOrder(order));
        var page = found.Take(request.Top).Select(each => each.ToHit(request, Nearest)).ToList();
        var next = request.Top > 0 && page.Count == request.Top ? new Cursor(state.Generation, page[^1].Sort, page[^1].Key) : null;
        return new SearchResult(state.Generation, total, page, facets.Results(), next, meter.Work);
    }

    private List<FoundDocument> Search(SegmentView view, int number)
    {
        var segment = view.Segment;
        var root = compiler.Compile(facets.Always, segment, 0);
        var named = facets.Filters.Select(filter => compiler.Compile(filter, segment, 0, 0)).ToArray();
        var table = segment.Tables[0];
        var levels = order.Select(key => new SortLevel(key, table, key.Distance is { } distance ? Nearest(distance, segment) : null)).ToArray();
        var top = new TopDocuments(table, levels, request.Top, request.After?.Values.Zip(levels, (value, level) => level.PlaceOf(value)).ToArray(), KeyPlace(table));
        var scored = levels.Any(level => level.ByScore) && request.Top > 0;
        facets.Enter(segment, number);
        var bits = new ulong[Window.Words];
        foreach (var window in new WindowWalk(root, segment.DocumentCount, cancellation))
        {
            if (mayLeaveOut && root.Bound(window) < Threshold(top))
                continue;
            root.Match(window, bits);
            if (view.Deleted is { } deleted)
                Bits.AndNot(bits.AsSpan(0, Math.Min(Window.Words, deleted.Length - window.Start / 64)), deleted.AsSpan(window.Start / 64, Math.Min(Window.Words, deleted.Length - window.Start / 64)));
            facets.Apply(window, bits, named);
            total += Window.Matches(bits);
            if (request.Top > 0)
                Collect(root, window, bits, top, scored);
        }

        facets.Leave();
        best = Math.Max(best, top.Threshold);
        return [.. top.Kept().Select(kept => new FoundDocument(view, root, kept.Document, [.. kept.Places.Zip(levels, (place, level) => level.Value(place))], Array.FindIndex(levels, level => level.ByScore), Key(table, kept.Document)))];
    }

    private void Collect(Node root, Window window, ulong[] bits, TopDocuments top, bool scored)
    {
        if (Bits.AreEmpty(bits))
            return;
        if (scored)
        {
            scores.AsSpan().Clear();
            root.Score(window, bits, scores, order[0].IsBestFirst ? Threshold(top) : float.NegativeInfinity, certain: true);
        }

        var threshold = top.Threshold;
        for (var word = 0; word < bits.Length; word++)
        {
            for (var left = bits[word]; left != 0; left &= left - 1)
            {
                var at = word * 64 + BitOperations.TrailingZeroCount(left);
                if (scores[at] < threshold)
                    continue;
                top.Offer(window.Start + at, scores[at]);
                threshold = top.Threshold;
            }
        }
    }

    // A cursor leaves out what a page before has shown, so the score to beat is that of this page only.
    private float Threshold(TopDocuments top) => Math.Max(best, top.Threshold);

    private NearestPoint Nearest(DistanceRequest distance, Segment segment)
    {
        if (nearest.TryGetValue((distance, segment), out var known))
            return known;
        var number = QueryCompiler.TableOf(state.Schema, distance.Path);
        var where = distance.Where is { } query ? compiler.Compile(query, segment, number, 0) : null;
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
