using System.Collections.Concurrent;
using Equipoise.Statistics.Distributions;
using Equipoise.Statistics.Multiplicity;
using Equipoise.Statistics.Sequential;

namespace Equipoise.Statistics.Simulation;

/// <summary>The graphical group-sequential procedure of Maurer and Bretz (2013) for many replicates: what <see cref="SequentialGraph"/> does, with graphs
/// and limits kept, and limits computed only where a p-value comes below a hypothesis' share of alpha, which no limit exceeds but one that counts on futility.</summary>
internal sealed class LookProcedure
{
    private const int MostKeptLooks = 8;
    private readonly TrialScenario scenario;
    private readonly ConcurrentDictionary<int, HypothesisGraph> graphs = new();
    private readonly ConcurrentDictionary<(int Hypothesis, int Rejected, UInt128 Events), double> limits = new();
    private readonly double[] planned;
    private readonly IReadOnlyList<double>?[] futility;

    public LookProcedure(TrialScenario scenario)
    {
        this.scenario = scenario;
        var count = scenario.Hypotheses.Count;
        var arrows = scenario.Arrows ?? new double[count, count];
        for (var i = 0; scenario.Arrows is null && i < count; i++)
        {
            for (var j = 0; j < count; j++)
                arrows[i, j] = i == j ? 0 : 1.0 / (count - 1);
        }

        graphs[0] = new HypothesisGraph([.. scenario.Hypotheses.Select(hypothesis => hypothesis.Weight)], arrows);
        futility = [.. Enumerable.Range(0, count).Select(scenario.FutilityOf)];
        planned = [.. scenario.LookEvents.Select(events => (double)events / scenario.LookEvents[^1])];
    }

    /// <summary>Tests at a look.</summary>
    /// <param name="look">The look, from 0.</param>
    /// <param name="isLast">Whether no look follows.</param>
    /// <param name="z">For each hypothesis, its statistic.</param>
    /// <param name="events">For each hypothesis, its events at each look until now.</param>
    /// <param name="states">What has become of each; is brought up to date.</param>
    public void Test(int look, bool isLast, ReadOnlySpan<double> z, int[][] events, Span<HypothesisState> states)
    {
        var rejected = 0;
        for (var i = 0; i < states.Length; i++)
            rejected |= states[i] == HypothesisState.Rejected ? 1 << i : 0;
        for (var i = 0; i < states.Length; i++)
        {
            if (states[i] != HypothesisState.Open || !(z[i] >= Limit(i, rejected, look, isLast, events[i], z[i])))
                continue;
            states[i] = HypothesisState.Rejected;
            rejected |= 1 << i;
            // Its share has passed on: everything is tested again.
            i = -1;
        }

        for (var i = 0; i < states.Length && !isLast; i++)
        {
            if (states[i] == HypothesisState.Open && futility[i] is { } below && z[i] < below[look])
                states[i] = HypothesisState.GivenUp;
        }
    }

    private double Limit(int hypothesis, int rejected, int look, bool isLast, int[] events, double z)
    {
        var share = GraphAfter(rejected).Weights[hypothesis] * scenario.Alpha;
        // Limits that count on stopping for futility may ask for less than the share at the end.
        if (!(share > 0) || (!scenario.IsFutilityBinding && Normal.UpperTail(z) > share))
            return double.PositiveInfinity;
        var isSeen = scenario.UsesSeenInformation;
        if (look >= MostKeptLooks)
            return Compute(hypothesis, share, look, isLast, events);
        var key = (UInt128)(uint)((look << 1) | (isLast ? 1 : 0));
        for (var k = 0; isSeen && k <= look; k++)
            key = (key << 14) | (uint)Math.Min(events[k], 0x3FFF);
        return limits.GetOrAdd((hypothesis, rejected, key), _ => Compute(hypothesis, share, look, isLast, events));
    }

    private double Compute(int hypothesis, double share, int look, bool isLast, int[] events)
    {
        var (information, spentAt, stopsBelow) = (new List<double>(), new List<double>(), new List<double>());
        for (var k = 0; k <= look; k++)
        {
            var fraction = scenario.UsesSeenInformation ? events[k] / scenario.Hypotheses[hypothesis].PlannedEvents : planned[k];
            // A look that brought no event on this hypothesis tells nothing new.
            if (information.Count > 0 && fraction - information[^1] < 1e-6)
                continue;
            information.Add(fraction);
            spentAt.Add(k == look && isLast ? 1 : Math.Min(1, fraction));
            stopsBelow.Add(scenario.IsFutilityBinding && k < look && futility[hypothesis] is { } below ? below[k] : double.NegativeInfinity);
        }

        if (isLast)
            spentAt[^1] = 1;
        return information[0] > 0 ? SequentialDesign.SpentLimits(scenario.Hypotheses[hypothesis].Spending, information, spentAt, share, 1, stopsBelow)[^1] : double.PositiveInfinity;
    }

    private HypothesisGraph GraphAfter(int rejected)
    {
        if (graphs.TryGetValue(rejected, out var graph))
            return graph;
        // What is left does not depend on the order in which hypotheses were rejected (Bretz et al., 2009).
        var last = System.Numerics.BitOperations.TrailingZeroCount(rejected);
        return graphs[rejected] = GraphAfter(rejected & ~(1 << last)).Reject(last);
    }
}
