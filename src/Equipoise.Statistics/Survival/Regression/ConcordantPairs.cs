namespace Equipoise.Statistics.Survival.Regression;

/// <summary>For each position of a layout, the weight of the others it makes a pair with, and of those of them that the
/// predicted risks rank right. Two sweeps over a Fenwick tree of ranks: n·log n steps.</summary>
internal sealed class ConcordantPairs
{
    private readonly CoxLayout layout;
    private readonly int[] rank;
    private readonly double[] tree;
    private double total;

    private ConcordantPairs(CoxLayout layout, double[] risks)
    {
        this.layout = layout;
        var sorted = risks.Distinct().Order().ToArray();
        rank = Array.ConvertAll(risks, risk => Array.BinarySearch(sorted, risk));
        (tree, Concordant, All) = (new double[sorted.Length + 1], new double[risks.Length], new double[risks.Length]);
    }

    public double[] Concordant { get; }

    public double[] All { get; }

    public static ConcordantPairs Of(CoxLayout layout, double[] risks)
    {
        var pairs = new ConcordantPairs(layout, risks);
        var groups = layout.Groups;
        for (var (first, end) = (0, 0); first < groups.Count; first = end)
        {
            for (end = first + 1; end < groups.Count && !groups[end].IsFirst;)
                end++;
            pairs.CountForEvents(first, end);
            pairs.CountForOthers(first, end);
        }

        return pairs;
    }

    // Latest first: an event is paired with all who are at risk and do not have the event at this time.
    private void CountForEvents(int first, int end)
    {
        Clear();
        var (added, removed) = (layout.Groups[first].Begin, layout.Groups[first].Begin);
        for (var g = first; g < end; g++)
        {
            var group = layout.Groups[g];
            for (; added < group.End; added++)
                Change(added, layout.Weight[added]);
            for (; layout.Entering is { } entering && removed < group.Left; removed++)
                Change(entering[removed], -layout.Weight[entering[removed]]);
            for (var position = group.Deaths; position < group.Deaths + group.Count; position++)
                Change(position, -layout.Weight[position]);
            for (var position = group.Deaths; position < group.Deaths + group.Count; position++)
                Take(position, 1, isEvent: true);
            for (var position = group.Deaths; position < group.Deaths + group.Count; position++)
                Change(position, layout.Weight[position]);
        }
    }

    // Earliest first: a row is paired with the events before it ends, but for those before it enters.
    private void CountForOthers(int first, int end)
    {
        Clear();
        var begin = layout.Groups[first].Begin;
        var stop = layout.Groups[end - 1].Begin;
        while (stop < layout.Rows.Length && StratumOf(stop) == layout.Groups[first].Stratum)
            stop++;
        var (entering, next) = (layout.Entering, stop - 1);
        var last = stop;
        for (var g = end - 1; g >= first; g--)
        {
            var group = layout.Groups[g];
            for (; entering is not null && next >= begin && Start(entering[next]) < group.Time; next--)
                Take(entering[next], -1, isEvent: false);
            // Rows that end before this event have seen all they will see.
            for (; last > group.End; last--)
                Take(last - 1, 1, isEvent: false);
            // Those who have the event now are no pair with one another.
            for (; last > group.Deaths + group.Count; last--)
                Postponed.Push(last - 1);
            for (var position = group.Deaths; position < group.Deaths + group.Count; position++)
                Take(position, 1, isEvent: false);
            last = group.Deaths;
            for (var position = group.Deaths; position < group.Deaths + group.Count; position++)
                Change(position, layout.Weight[position]);
            while (Postponed.TryPop(out var position))
                Take(position, 1, isEvent: false);
        }

        for (; entering is not null && next >= begin; next--)
            Take(entering[next], -1, isEvent: false);
        for (; last > begin; last--)
            Take(last - 1, 1, isEvent: false);
    }

    // Rows censored at an event's time, which it is compared with.
    private Stack<int> Postponed { get; } = new();

    private int StratumOf(int position) => layout.Strata?.Codes[layout.Rows[position]] ?? 0;

    private double Start(int position) => layout.Data.Starts[layout.Rows[position]];

    private void Clear()
    {
        Array.Clear(tree);
        total = 0;
    }

    private void Change(int position, double weight)
    {
        total += weight;
        for (var i = rank[position] + 1; i < tree.Length; i += i & -i)
            tree[i] += weight;
    }

    private double Below(int ranks)
    {
        double sum = 0;
        for (var i = ranks; i > 0; i -= i & -i)
            sum += tree[i];
        return sum;
    }

    private void Take(int position, int sign, bool isEvent)
    {
        var (below, upTo) = (Below(rank[position]), Below(rank[position] + 1));
        var tied = (upTo - below) / 2;
        // An event should have had a higher risk than others; another row a lower one than events before it.
        Concordant[position] += sign * (tied + (isEvent ? below : total - upTo));
        All[position] += sign * total;
    }
}
