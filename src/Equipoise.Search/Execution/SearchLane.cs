using System.Numerics;
using Equipoise.Search.Postings;
using Equipoise.Search.Searching;
using Equipoise.Search.Segments;
using Equipoise.Search.Snapshots;

namespace Equipoise.Search.Execution;

/// <summary>One worker's part of a search: its own nodes, counts and best documents of its share of a segment's windows. Lanes of a search share only what
/// does not change.</summary>
internal sealed class SearchLane
{
    // A hit takes as long to score and offer, or to count in all facets, as decoding about so many of a list.
    private const int StepsToScore = 2;
    private const int StepsToCount = 3;
    private readonly SearchRequest request;
    private readonly CancellationToken cancellation;
    private readonly float[] scores = new float[Window.Size];
    private readonly ulong[] bits = new ulong[Window.Words];
    private float best = float.NegativeInfinity;
    private SegmentView view = null!;
    private Node root = null!;
    private Node[] filters = [];
    private bool bestFirst;
    private bool scored;

    /// <summary>Begins a lane.</summary>
    /// <param name="state">The index as it is searched.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="before">Another lane of the same search, or null for the first.</param>
    public SearchLane(IndexState state, SearchRequest request, CancellationToken cancellation, SearchLane? before = null)
    {
        this.request = request;
        this.cancellation = cancellation;
        Meter = new SearchMeter(request.StepLimit);
        Compiler = new QueryCompiler(state, Meter, cancellation, before?.Compiler);
        Facets = new FacetPlan(state, request);
    }

    /// <summary>What it cost so far.</summary>
    public SearchMeter Meter { get; }

    /// <summary>Makes its nodes.</summary>
    public QueryCompiler Compiler { get; }

    /// <summary>What it counts.</summary>
    public FacetPlan Facets { get; }

    /// <summary>How many hits it has found in all segments.</summary>
    public int Total { get; private set; }

    /// <summary>The best documents of its share of the segment.</summary>
    public TopDocuments Top { get; private set; } = null!;

    /// <summary>What finds them.</summary>
    public Node Root => root;

    /// <summary>About how many steps the whole segment takes.</summary>
    public long Work { get; private set; }

    /// <summary>Begins a segment.</summary>
    public void Enter(SegmentView segment, int number, SortLevel[] levels, TopDocuments top)
    {
        view = segment;
        Top = top;
        root = Compiler.Compile(Facets.Always, segment.Segment, 0);
        filters = [.. Facets.Filters.Select(filter => Compiler.Compile(filter, segment.Segment, 0, 0))];
        bestFirst = levels[0].IsBestFirst;
        scored = levels.Any(level => level.ByScore) && request.Top > 0;
        Work = root.Work + filters.Sum(filter => filter.Work) + (long)root.Cost * (StepsToScore + (request.Facets.Count > 0 ? StepsToCount : 0));
        Facets.Enter(segment.Segment, number);
    }

    /// <summary>Finds and counts in its share of the segment.</summary>
    /// <param name="worker">The number of its worker.</param>
    /// <param name="workers">How many share the segment.</param>
    public void Run(int worker, int workers)
    {
        var mayLeaveOut = !request.ExactTotal && request.Facets.Count == 0 && bestFirst;
        foreach (var window in new WindowWalk(root, view.Segment.DocumentCount, cancellation, worker, workers))
        {
            if (mayLeaveOut && root.Bound(window) < Threshold)
                continue;
            root.Match(window, bits);
            if (view.Deleted is { } deleted)
                Bits.AndNot(bits.AsSpan(0, Math.Min(Window.Words, deleted.Length - window.Start / 64)), deleted.AsSpan(window.Start / 64, Math.Min(Window.Words, deleted.Length - window.Start / 64)));
            Facets.Apply(window, bits, filters);
            Total += Window.Matches(bits);
            if (request.Top > 0)
                Collect(window);
        }

        best = Math.Max(best, Top.Threshold);
    }

    // A cursor leaves out what a page before has shown, so the score to beat is that of this page only.
    private float Threshold => Math.Max(best, Top.Threshold);

    private void Collect(Window window)
    {
        if (Bits.AreEmpty(bits))
            return;
        if (scored)
        {
            scores.AsSpan().Clear();
            root.Score(window, bits, scores, bestFirst ? Threshold : float.NegativeInfinity, certain: true);
        }

        var threshold = Top.Threshold;
        for (var word = 0; word < bits.Length; word++)
        {
            for (var left = bits[word]; left != 0; left &= left - 1)
            {
                var at = word * 64 + BitOperations.TrailingZeroCount(left);
                if (scores[at] < threshold)
                    continue;
                Top.Offer(window.Start + at, scores[at]);
                threshold = Top.Threshold;
            }
        }
    }
}
