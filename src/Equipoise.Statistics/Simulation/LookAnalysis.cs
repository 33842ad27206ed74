using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Equipoise.Statistics.Simulation;

/// <summary>The analysis of one replicate at one calendar time: risk sets of every comparison, stratified or not.</summary>
internal sealed class LookAnalysis
{
    private readonly TrialScenario scenario;
    private readonly TimeBuckets buckets;
    private readonly double[] times;
    private readonly double[] sorted;
    private readonly long markMask;
    private readonly RowStep[][] steps;
    private readonly int[] atRisk;
    private readonly double[] survival;
    private readonly int[] baseOf;
    private readonly int[] armOf;
    private readonly bool isWeighted;

    public LookAnalysis(TrialScenario scenario)
    {
        (this.scenario, var room) = (scenario, scenario.Participants + (2 * Vector512<double>.Count));
        (buckets, times, sorted) = (new TimeBuckets(room), new double[room], new double[room]);
        var arms = scenario.Arms.Count;
        markMask = (long)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(scenario.Strata.Count * arms * 2)) - 1;
        // Without stratification every cell counts as its arm in the first stratum.
        baseOf = [.. Enumerable.Range(0, scenario.Strata.Count * arms).Select(cell => scenario.IsStratified ? cell / arms * arms : 0)];
        armOf = [.. Enumerable.Range(0, baseOf.Length).Select(cell => cell % arms)];
        atRisk = new int[baseOf.Length];
        survival = new double[scenario.Strata.Count * scenario.Hypotheses.Count];
        steps = [.. scenario.Hypotheses.Select(hypothesis => RowStep.Of(scenario.Strata.Count == 1 ? markMask + 1 : 0, hypothesis.Arm))];
        Sums = [.. scenario.Hypotheses.Select(_ => new LookSums(room))];
        isWeighted = scenario.Weights.Rho > 0 || scenario.Weights.Gamma > 0;
    }

    /// <summary>For each hypothesis, its sums.</summary>
    public LookSums[] Sums { get; }

    /// <summary>Analyzes what is known at a time.</summary>
    /// <param name="people">The participants.</param>
    /// <param name="cutoff">The calendar time.</param>
    /// <returns>How many are enrolled by then.</returns>
    public int At(SimulatedParticipants people, double cutoff)
    {
        var enrolled = people.Entry.AsSpan(0, people.Count).BinarySearch(cutoff);
        enrolled = enrolled < 0 ? ~enrolled : enrolled;
        Take(people, cutoff, enrolled);
        buckets.Sort(times, enrolled, sorted);
        var marks = MemoryMarshal.Cast<double, long>(sorted.AsSpan(0, enrolled));
        foreach (var sums in Sums)
            sums.Clear();
        Array.Clear(atRisk);
        if (isWeighted)
            WalkForward(marks);
        else if (scenario.Strata.Count > 1)
            WalkBackward(marks);
        else
            AddAll(marks);
        foreach (var sums in Sums)
            sums.Complete(scenario.EstimatesRatios);
        return enrolled;
    }

    // A mark is the cell of stratum and arm, with the event as its lowest bit; it takes the place of the last bits of the time, so that one number is sorted and
    // not two. Times that differ only there are as good as tied.
    private void Take(SimulatedParticipants people, double cutoff, int enrolled)
    {
        ref var entries = ref MemoryMarshal.GetArrayDataReference(people.Entry);
        ref var lengths = ref MemoryMarshal.GetArrayDataReference(people.Length);
        ref var events = ref MemoryMarshal.GetArrayDataReference(people.IsEvent);
        ref var cells = ref MemoryMarshal.GetArrayDataReference(people.Cell);
        ref var toTimes = ref MemoryMarshal.GetArrayDataReference(times);
        var keeps = Vector512.Create(~markMask);
        for (nuint i = 0; i < (nuint)enrolled; i += (nuint)Vector512<double>.Count)
        {
            var (length, entry) = (Vector512.LoadUnsafe(ref lengths, i), Vector512.LoadUnsafe(ref entries, i));
            // The same sum that found the look, so that the event it waited for is seen.
            var isSeen = Vector512.LessThanOrEqual(entry + length, Vector512.Create(cutoff));
            var time = Vector512.ConditionalSelect(isSeen, length, Vector512.Create(cutoff) - entry);
            var mark = (Vector512.LoadUnsafe(ref cells, i) << 1) | (Vector512.LoadUnsafe(ref events, i) & isSeen.AsInt64() & Vector512<long>.One);
            ((time.AsInt64() & keeps) | mark).AsDouble().StoreUnsafe(ref toTimes, i);
        }
    }

    private void AddAll(ReadOnlySpan<long> all)
    {
        for (var h = 0; h < Sums.Length; h++)
            Sums[h].AddAll(all, steps[h]);
    }

    // From the last time to the first, so that whoever has been met is at risk.
    private void WalkBackward(ReadOnlySpan<long> marks)
    {
        var hypotheses = scenario.Hypotheses;
        for (var i = marks.Length - 1; i >= 0; i--)
        {
            var mark = (int)(marks[i] & markMask);
            var (cell, isEvent) = (mark >> 1, mark & 1);
            var (at, arm) = (baseOf[cell], armOf[cell]);
            atRisk[at + arm]++;
            for (var h = 0; h < Sums.Length; h++)
            {
                var treated = hypotheses[h].Arm;
                Sums[h].Add(atRisk[at + treated], atRisk[at], isEvent & (arm == treated ? 1 : 0), isEvent & (arm == 0 | arm == treated ? 1 : 0));
            }
        }
    }

    // Weights need the survival so far.
    private void WalkForward(ReadOnlySpan<long> marks)
    {
        Array.Fill(survival, 1.0);
        foreach (var mark in marks)
        {
            var cell = (int)(mark & markMask) >> 1;
            atRisk[baseOf[cell] + armOf[cell]]++;
        }

        foreach (var mark in marks)
        {
            var cell = (int)(mark & markMask) >> 1;
            var (at, arm) = (baseOf[cell], armOf[cell]);
            for (var h = 0; h < Sums.Length && (mark & 1) != 0; h++)
            {
                var treated = scenario.Hypotheses[h].Arm;
                if (arm != 0 && arm != treated)
                    continue;
                ref var before = ref survival[(at / scenario.Arms.Count * Sums.Length) + h];
                Sums[h].Add(atRisk[at + treated], atRisk[at], arm == treated ? 1 : 0, scenario.Weights.At(before));
                before *= 1 - (1.0 / (atRisk[at + treated] + atRisk[at]));
            }

            atRisk[at + arm]--;
        }
    }
}
