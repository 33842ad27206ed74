namespace Equipoise.Statistics.Simulation;

/// <summary>Runs replicates one after the other in the same memory.</summary>
internal sealed class TrialReplicate
{
    private const double NeverBy = 1e200;
    private readonly TrialScenario scenario;
    private readonly LookProcedure procedure;
    private readonly LookAnalysis analysis;
    private readonly TimeBuckets buckets;
    private readonly double[] calendar;
    private readonly int[] ranks;
    private readonly bool[] counts;
    private readonly double[] z;
    private readonly int[][] events;

    public TrialReplicate(TrialScenario scenario, LookProcedure procedure, ulong seed)
    {
        (this.scenario, this.procedure) = (scenario, procedure);
        (People, analysis, buckets) = (new SimulatedParticipants(scenario, seed), new LookAnalysis(scenario), new TimeBuckets(scenario.Participants));
        (calendar, ranks) = (new double[scenario.Participants], [.. scenario.LookEvents]);
        counts = [.. Enumerable.Range(0, scenario.Arms.Count).Select(arm => scenario.CountedArms?.Contains(arm) ?? true)];
        z = new double[scenario.Hypotheses.Count];
        events = [.. scenario.Hypotheses.Select(_ => new int[scenario.LookEvents.Count])];
        (LookTimes, States) = (new double[scenario.LookEvents.Count], new HypothesisState[scenario.Hypotheses.Count]);
    }

    public SimulatedParticipants People { get; }

    /// <summary>When looks are, or would be.</summary>
    public double[] LookTimes { get; }

    /// <summary>How many looks have their number of events.</summary>
    public int LooksReached { get; private set; }

    /// <summary>What became of each hypothesis.</summary>
    public HypothesisState[] States { get; }

    /// <summary>Runs a replicate until every hypothesis is settled or looks are over.</summary>
    /// <param name="replicate">Its number.</param>
    /// <param name="seen">Called after each look with its index, the participants enrolled, the sums of each hypothesis and its statistics.</param>
    public void Run(ulong replicate, Action<int, int, LookSums[], double[]> seen)
    {
        People.Fill(replicate);
        var looks = FindLooks();
        Array.Fill(States, HypothesisState.Open);
        for (var look = 0; look < looks; look++)
        {
            var enrolled = analysis.At(People, LookTimes[look]);
            for (var i = 0; i < z.Length; i++)
            {
                var sums = analysis.Sums[i];
                (z[i], events[i][look]) = (sums.Variance > 0 ? -sums.Score / Math.Sqrt(sums.Variance) : 0, sums.Events);
            }

            procedure.Test(look, look + 1 == looks, z, events, States);
            seen(look, enrolled, analysis.Sums, z);
            if (!States.AsSpan().Contains(HypothesisState.Open))
                break;
        }
    }

    // A look whose events never come is taken when everybody has been followed to the end, as the last.
    private int FindLooks()
    {
        var (count, end) = (0, 0.0);
        for (var i = 0; i < calendar.Length; i++)
        {
            var time = People.Entry[i] + People.Length[i];
            if (time > NeverBy)
                continue;
            end = Math.Max(end, time);
            if (People.IsEvent[i] & counts[People.Arm[i]])
                calendar[count++] = time;
        }

        LooksReached = 0;
        while (LooksReached < ranks.Length && ranks[LooksReached] <= count)
            LooksReached++;
        buckets.Select(calendar.AsSpan(0, count), ranks.AsSpan(0, LooksReached), LookTimes);
        if (LooksReached == ranks.Length)
            return LooksReached;
        LookTimes[LooksReached] = Math.Max(end, People.Entry[^1]);
        return LooksReached + 1;
    }
}
