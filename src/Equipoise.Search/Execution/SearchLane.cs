using System.Numerics;
using System.Text;
using Equipoise.Search.Postings;
using Equipoise.Search.Searching;
using Equipoise.Search.Segments;
using Equipoise.Search.Snapshots;

namespace Equipoise.Search.Execution;

/// <summary>One worker's part of a search: its own nodes, counts and best documents of its share of the segments and their windows. Lanes of a search share
/// only what does not change.</summary>
internal sealed class SearchLane
{
    // A hit takes as long to score and offer, or to count in all facets, as decoding about so many of a list.
    private const int StepsToScore = 2;
    private const int StepsToCount = 3;

    // Of more hits among 64 neighbors all scores are compared at once.
    private const int FewInWord = 6;
    private readonly IndexState state;
    private readonly SearchRequest request;
    private readonly SortKey[] order;
    private readonly CancellationToken cancellation;
    private readonly QueryCompiler compiler;
    private readonly Dictionary<(DistanceRequest, Segment), NearestPoint> nearest = [];
    private readonly float[] scores = new float[Window.Size];
    private readonly ulong[] bits = new ulong[Window.Words];
    private readonly bool scored;
    private readonly bool bestFirst;
    private readonly bool scoresLater;
    private float best = float.NegativeInfinity;
    private int entered = -1;
    private SegmentView view = null!;
    private SortLevel[] levels = [];
    private TopDocuments top = null!;
    private Node root = null!;
    private Node[] filters = [];

    /// <summary>Begins a lane.</summary>
    /// <param name="state">The index as it is searched.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="order">The order of the hits.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="before">Another lane of the same search, which does nothing meanwhile: what it has worked out is taken from it. Null for the first.</param>
    public SearchLane(IndexState state, SearchRequest request, SortKey[] order, CancellationToken cancellation, SearchLane? before = null)
    {
        this.state = state;
        this.request = request;
        this.order = order;
        this.cancellation = cancellation;
        Meter = new SearchMeter(request.StepLimit);
        compiler = new QueryCompiler(state, Meter, cancellation, before?.compiler);
        if (before is not null)
            nearest = new(before.nearest);
        Facets = new FacetPlan(state, request);
        bestFirst = order[0].IsBestFirst;
        scored = order.Any(key => key.ByScore) && request.Top > 0;
        scoresLater = !scored && !order[0].IsStored;
        MayLeaveOut = !request.ExactTotal && request.Facets.Count == 0;
        EndsEarly = MayLeaveOut && order[0].IsStored && request.Top > 0;
    }

    /// <summary>What it cost so far.</summary>
    public SearchMeter Meter { get; }

    /// <summary>What it counts.</summary>
    public FacetPlan Facets { get; }

    /// <summary>Whether it need not look behind the page: then segments come in their order, and one lane is enough.</summary>
    public bool EndsEarly { get; }

    private bool MayLeaveOut { get; }

    /// <summary>How many hits it has found.</summary>
    public int Total { get; private set; }

    /// <summary>The best documents of each segment it has searched.</summary>
    public List<FoundDocument> Found { get; } = [];

    /// <summary>Begins a segment, if it is not there already.</summary>
    /// <returns>About how many steps the whole segment takes.</returns>
    public double Enter(int segment)
    {
        if (entered != segment)
        {
            entered = segment;
            view = state.Views[segment];
            // What found a hit scores it at the end where the order does not: its buffers are still needed.
            if (!scoresLater)
                compiler.TakeBack();
            var table = view.Segment.Tables[0];
            levels = [.. order.Select(key => new SortLevel(key, table, key.Distance is { } distance ? Nearest(distance, view.Segment) : null, state.Before(segment)))];
            top = new TopDocuments(table, levels, request.Top, request.After?.Values.Zip(levels, (value, level) => level.PlaceOf(value)).ToArray(), KeyPlace(table));
            root = compiler.Compile(Facets.Always, view.Segment, 0);
            filters = [.. Facets.Filters.Select(filter => compiler.Compile(filter, view.Segment, 0, 0))];
            Facets.Enter(view.Segment, segment);
        }

        return root.Work + filters.Sum(filter => filter.Work) + (double)root.Cost * (StepsToScore + (request.Facets.Count > 0 ? StepsToCount : 0));
    }

    /// <summary>Finds and counts in its shares.</summary>
    public void Run(IEnumerable<WorkShare> shares)
    {
        foreach (var share in shares)
        {
            if (EndsEarly && Found.Count >= request.Top)
                return;
            Enter(share.Segment);
            Run(share);
            Facets.Leave();
            var scoreLevel = Array.FindIndex(levels, level => level.ByScore);
            foreach (var (document, places) in top.Kept())
                Found.Add(new FoundDocument(view, root, document, [.. places.Zip(levels, (place, level) => level.Value(place))], scoreLevel));
        }
    }

    /// <summary>Takes over what another lane of the same search has found and counted.</summary>
    public void Take(SearchLane other)
    {
        Meter.Take(other.Meter);
        Total += other.Total;
        Found.AddRange(other.Found);
        Facets.Take(other.Facets);
    }

    /// <summary>Gives what it worked in to later searches: nothing of it may be asked anymore.</summary>
    public void End() => Meter.Room.End();

    /// <summary>What the asker is told of a document.</summary>
    public Hit ToHit(FoundDocument found) =>
        found.ToHit(request, [.. request.Distances.Select(distance => Nearest(distance, found.Segment).Distance(found.Document))]);

    private void Run(WorkShare share)
    {
        var from = EndsEarly && request.After is { } after ? after.Values[0].Number!.Value + 1 - state.Before(share.Segment) : 0;
        foreach (var window in new WindowWalk(root, view.Segment.DocumentCount, cancellation, share.Turn, share.Turns, (int)Math.Clamp(from, 0, view.Segment.DocumentCount)))
        {
            if (EndsEarly && top.Count == request.Top)
                break;
            if (MayLeaveOut && bestFirst && root.Bound(window) < Threshold)
                continue;
            root.Match(window, bits);
            if (view.Deleted is { } deleted)
                Bits.AndNot(bits.AsSpan(0, Math.Min(Window.Words, deleted.Length - window.Start / 64)), deleted.AsSpan(window.Start / 64, Math.Min(Window.Words, deleted.Length - window.Start / 64)));
            Facets.Apply(window, bits, filters);
            Total += Window.Matches(bits);
            if (request.Top > 0)
                Collect(window);
        }

        best = Math.Max(best, top.Threshold);
    }

    // A cursor leaves out what a page before has shown, so the score to beat is that of this page only.
    private float Threshold => Math.Max(best, top.Threshold);

    private void Collect(Window window)
    {
        if (Bits.AreEmpty(bits))
            return;
        if (scored && bestFirst && root.Bound(window) < Threshold)
        {
            Meter.LeaveUnscored(Window.Matches(bits));
            return;
        }

        if (scored)
        {
            scores.AsSpan().Clear();
            root.Score(window, bits, scores, bestFirst ? Threshold : float.NegativeInfinity, certain: true);
        }

        var threshold = LeastOffered;
        for (var word = 0; word < bits.Length; word++)
        {
            var left = bits[word];
            if (BitOperations.PopCount(left) > FewInWord && threshold > float.NegativeInfinity)
                left &= Bits.NotLess(scores.AsSpan(word * 64, 64), threshold);
            for (; left != 0; left &= left - 1)
            {
                var at = word * 64 + BitOperations.TrailingZeroCount(left);
                if (scores[at] < threshold)
                    continue;
                top.Offer(window.Start + at, scores[at]);
                threshold = LeastOffered;
            }
        }
    }

    // What scores less is on no page.
    private float LeastOffered => bestFirst ? Threshold : top.Threshold;

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
        var found = table.Keys!.Values.Find(Encoding.UTF8.GetBytes(after.Key));
        return found >= 0 ? found : ~found - 0.5;
    }
}
