namespace Equipoise.Statistics.Survival.Curves;

/// <summary>Walks through the times of competing events, earliest first.</summary>
internal sealed class IncidenceWalk
{
    private readonly SurvivalData data;
    private readonly IReadOnlyList<int> causes;
    private readonly IncidencePath[] paths;
    private readonly double[] logAtEntry;
    private readonly List<double> times = [];
    private readonly List<double> risks = [];
    private readonly List<double> eventFree = [];
    private double survival = 1;
    private double logChange;

    public IncidenceWalk(SurvivalData data, IReadOnlyList<int> causes, int count)
    {
        (this.data, this.causes) = (data, causes);
        logAtEntry = new double[data.Count];
        paths = [.. Enumerable.Range(0, count).Select(_ => new IncidencePath(data.Count))];
    }

    public CumulativeIncidence Estimate()
    {
        var (order, entering) = (data.Order, data.StartOrder);
        var starts = data.Starts;
        var (atRisk, nextEntry) = (0.0, 0);
        for (var i = 0; entering is null && i < order.Length; i++)
            Enter(order[i]);
        for (var i = 0; i < order.Length;)
        {
            var (from, time) = (i, data.Times[order[i]]);
            for (; entering is not null && nextEntry < entering.Length && starts[entering[nextEntry]] < time; nextEntry++)
                Enter(entering[nextEntry]);
            while (i < order.Length && data.Times[order[i]] == time)
                i++;
            Step(time, atRisk, order.AsSpan(from, i - from));
            foreach (var row in order.AsSpan(from, i - from))
                atRisk -= data.WeightOf(row);
        }

        return new CumulativeIncidence(times, risks, eventFree, [.. paths.Select(path => path.Curve())]);

        void Enter(int row)
        {
            atRisk += data.WeightOf(row);
            logAtEntry[row] = logChange;
            foreach (var path in paths)
                path.Enter(row, data.WeightOf(row), logChange);
        }
    }

    private void Step(double time, double n, ReadOnlySpan<int> leaving)
    {
        var died = new double[paths.Length + 1];
        foreach (var row in leaving)
            died[causes[row]] += data.WeightOf(row);
        var all = died.Sum() - died[0];
        var left = n - all <= n * 1e-14 ? 0 : n - all;
        var after = logChange + (left > 0 ? all / (n * left) : 0);
        if (n > 0)
        {
            for (var k = 0; k < paths.Length; k++)
                paths[k].Step(survival, logChange, died[k + 1], n);
            survival *= left / n;
        }

        foreach (var row in leaving)
        {
            var own = after - logAtEntry[row] - (causes[row] > 0 && left > 0 ? 1 / left : 0);
            for (var k = 0; k < paths.Length; k++)
                paths[k].Leave(row, data.WeightOf(row), own, isOfThisKind: causes[row] == k + 1);
        }

        logChange = after;
        times.Add(time);
        risks.Add(n);
        eventFree.Add(survival);
        foreach (var path in paths)
            path.Mark();
    }
}
