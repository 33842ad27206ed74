using Equipoise.Analysis.Plans;
using Equipoise.Statistics.Distributions;
using Equipoise.Statistics.Multiplicity;
using Equipoise.Statistics.Sequential;

namespace Equipoise.Analysis.Looks;

/// <summary>The graphical group-sequential procedure where upper boundaries count on comparisons having stopped below the lower ones: once below, a comparison cannot be
/// rejected any more, and its share of the error stays with it.</summary>
/// <remarks>Lower boundaries are those of the share that a comparison began with, whatever passes on to it later. So they are the same in every test of the closed procedure behind the
/// graph, and the upper boundary falls as the share rises (Maurer and Bretz, Stat Biopharm Res 2013;5:311–320).</remarks>
internal sealed class BindingProcedure
{
    private const double SmallestStep = 1e-6;
    private readonly StatisticalPlan plan;
    private readonly double alpha;
    private readonly List<double>[] information;
    private readonly List<double>[] stopsBelow;
    private readonly bool[] hasStopped;
    private readonly int?[] rejectedAt;
    private readonly double[] shares;
    private readonly double[] levels;
    private HypothesisGraph graph;

    public BindingProcedure(StatisticalPlan plan, double alpha)
    {
        var count = plan.Comparisons.Count;
        (this.plan, this.alpha, graph) = (plan, alpha, plan.Graph());
        (information, stopsBelow) = ([.. plan.Comparisons.Select(_ => new List<double>())], [.. plan.Comparisons.Select(_ => new List<double>())]);
        (hasStopped, rejectedAt, shares, levels) = (new bool[count], new int?[count], new double[count], new double[count]);
    }

    /// <summary>Goes through the looks before and the one now.</summary>
    /// <param name="earlier">The looks before.</param>
    /// <param name="frame">The look now.</param>
    /// <param name="seen">The information fraction of each comparison now.</param>
    /// <param name="pValues">Its p-value.</param>
    public LookProcedure Run(IReadOnlyList<LookFinding> earlier, LookFinding frame, double[] seen, double[] pValues)
    {
        foreach (var look in earlier)
        {
            Test(look, LookProcedure.Of(plan, look, one => one.Information), LookProcedure.Of(plan, look, one => one.PValue));
            var (isFutile, boundaries) = (LookProcedure.Of(plan, look, one => one.IsFutile ? 1 : 0), LookProcedure.Of(plan, look, one => one.FutilityBoundary ?? double.NegativeInfinity));
            for (var i = 0; i < hasStopped.Length; i++)
            {
                hasStopped[i] |= rejectedAt[i] is null && isFutile[i] > 0;
                // Where a look brought no event, the boundary is that of the look before.
                if (stopsBelow[i].Count < information[i].Count)
                    stopsBelow[i].Add(boundaries[i]);
            }
        }

        Test(frame, seen, pValues);
        for (var i = 0; i < hasStopped.Length; i++)
        {
            if (rejectedAt[i] is null)
                (shares[i], levels[i]) = hasStopped[i] ? (0, 0) : (graph.Weights[i], Level(i, frame.IsFinal));
        }

        return new LookProcedure(shares, levels, rejectedAt);
    }

    private void Test(LookFinding look, double[] seen, double[] pValues)
    {
        for (var i = 0; i < seen.Length; i++)
        {
            if (information[i].Count == 0 || seen[i] - information[i][^1] >= SmallestStep)
                information[i].Add(seen[i]);
        }

        for (var i = 0; i < seen.Length; i++)
        {
            if (rejectedAt[i] is not null || hasStopped[i] || !(pValues[i] <= Level(i, look.IsFinal)))
                continue;
            (shares[i], levels[i], rejectedAt[i]) = (graph.Weights[i], Level(i, look.IsFinal), look.Number);
            graph = graph.Reject(i);
            // Its share has passed on: all are tested again.
            i = -1;
        }
    }

    private double Level(int comparison, bool isFinal)
    {
        var (share, looks) = (graph.Weights[comparison] * alpha, information[comparison].Count);
        return share > 0 ? Normal.UpperTail(BindingLimits.Last(plan.Spending, information[comparison], share, stopsBelow[comparison][..(looks - 1)], isFinal)) : 0;
    }
}
