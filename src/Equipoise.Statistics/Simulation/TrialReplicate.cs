using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Equipoise.Statistics.Simulation;

/// <summary>Runs replicates one after the other in the same memory.</summary>
internal sealed class TrialReplicate
{
    /// <summary>What takes longer never happens.</summary>
    internal const double NeverBy = 1e200;

    private readonly TrialScenario scenario;
    private readonly LookProcedure procedure;
    private readonly LookAnalysis analysis;
    private readonly TimeBuckets buckets;
    private readonly double[] calendar;
    private readonly int[] ranks;
    private readonly long[] countsNot;
    private readonly double[] z;
    private readonly int[][] events;

    public TrialReplicate(TrialScenario scenario, LookProcedure procedure, ulong seed)
    {
        (this.scenario, this.procedure) = (scenario, procedure);
        (People, analysis, buckets) = (new SimulatedParticipants(scenario, seed), new LookAnalysis(scenario), new TimeBuckets(scenario.Participants));
        (calendar, ranks) = (new double[scenario.Participants + Vector512<double>.Count], [.. scenario.LookEvents]);
        countsNot = [.. Enumerable.Range(0, scenario.Arms.Count * scenario.Strata.Count).Where(cell => scenario.CountedArms?.Contains(cell % scenario.Arms.Count) == false).Select(cell => (long)cell)];
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
        ref var entries = ref MemoryMarshal.GetArrayDataReference(People.Entry);
        ref var lengths = ref MemoryMarshal.GetArrayDataReference(People.Length);
        ref var isEvent = ref MemoryMarshal.GetArrayDataReference(People.IsEvent);
        ref var cells = ref MemoryMarshal.GetArrayDataReference(People.Cell);
        ref var calendars = ref MemoryMarshal.GetArrayDataReference(calendar);
        var never = Vector512.Create(double.PositiveInfinity);
        for (nuint i = 0; i < (nuint)People.Count; i += (nuint)Vector512<double>.Count)
        {
            var isCounted = Vector512.LoadUnsafe(ref isEvent, i);
            for (var cell = 0; cell < countsNot.Length; cell++)
                isCounted &= ~Vector512.Equals(Vector512.LoadUnsafe(ref cells, i), Vector512.Create(countsNot[cell]));
            Vector512.ConditionalSelect(isCounted.AsDouble(), Vector512.LoadUnsafe(ref entries, i) + Vector512.LoadUnsafe(ref lengths, i), never).StoreUnsafe(ref calendars, i);
        }

        LooksReached = buckets.Select(calendar, People.Count, NeverBy, ranks, LookTimes);
        if (LooksReached == ranks.Length)
            return LooksReached;
        LookTimes[LooksReached] = End();
        return LooksReached + 1;
    }

    private double End()
    {
        var end = People.Entry[People.Count - 1];
        for (var i = 0; i < People.Count; i++)
            end = People.Length[i] < NeverBy ? Math.Max(end, People.Entry[i] + People.Length[i]) : end;
        return end;
    }
}
