namespace Equipoise.Statistics.Simulation;

/// <summary>The analysis of one replicate at one calendar time: risk sets of every comparison, stratified or not.</summary>
internal sealed class LookAnalysis
{
    private readonly TrialScenario scenario;
    private readonly TimeBuckets buckets;
    private readonly double[] times;
    private readonly double[] sortedTimes;
    private readonly int[] marks;
    private readonly int[] sortedMarks;
    private readonly double[] atRisk;
    private readonly double[] survival;
    private readonly int[] comparisonOfArm;
    private readonly bool isWeighted;

    public LookAnalysis(TrialScenario scenario)
    {
        (this.scenario, var most) = (scenario, scenario.Participants);
        (buckets, times, sortedTimes, marks, sortedMarks) = (new TimeBuckets(most), new double[most], new double[most], new int[most], new int[most]);
        Cells = scenario.IsStratified ? scenario.Strata.Count : 1;
        atRisk = new double[Cells * scenario.Arms.Count];
        survival = new double[Cells * scenario.Hypotheses.Count];
        comparisonOfArm = [.. Enumerable.Range(0, scenario.Arms.Count).Select(arm => Enumerable.Range(0, scenario.Hypotheses.Count).FirstOrDefault(h => scenario.Hypotheses[h].Arm == arm, -1))];
        Sums = [.. scenario.Hypotheses.Select(_ => new LookSums(most))];
        isWeighted = scenario.Weights.Rho > 0 || scenario.Weights.Gamma > 0;
    }

    /// <summary>For each hypothesis, its sums.</summary>
    public LookSums[] Sums { get; }

    private int Cells { get; }

    /// <summary>Analyzes what is known at a time.</summary>
    /// <param name="people">The participants.</param>
    /// <param name="cutoff">The calendar time.</param>
    /// <returns>How many are enrolled by then.</returns>
    public int At(SimulatedParticipants people, double cutoff)
    {
        var enrolled = Take(people, cutoff);
        buckets.Sort(times.AsSpan(0, enrolled), marks.AsSpan(0, enrolled), sortedTimes.AsSpan(0, enrolled), sortedMarks.AsSpan(0, enrolled));
        foreach (var sums in Sums)
            sums.Clear();
        Walk(enrolled);
        foreach (var sums in Sums)
            sums.Complete(scenario.EstimatesRatios);
        return enrolled;
    }

    // A mark is the cell of stratum and arm, with the event as its lowest bit.
    private int Take(SimulatedParticipants people, double cutoff)
    {
        Array.Clear(atRisk);
        var (entry, length, isEvent, arm, stratum, arms) = (people.Entry, people.Length, people.IsEvent, people.Arm, people.Stratum, scenario.Arms.Count);
        var i = 0;
        for (; i < entry.Length && entry[i] < cutoff; i++)
        {
            var followed = cutoff - entry[i];
            var cell = (Cells > 1 ? stratum[i] * arms : 0) + arm[i];
            times[i] = Math.Min(length[i], followed);
            marks[i] = (cell << 1) | (isEvent[i] & length[i] <= followed ? 1 : 0);
            atRisk[cell]++;
        }

        return i;
    }

    private void Walk(int count)
    {
        Array.Fill(survival, 1.0);
        var arms = scenario.Arms.Count;
        for (var i = 0; i < count; i++)
        {
            var cell = sortedMarks[i] >> 1;
            if ((sortedMarks[i] & 1) != 0)
            {
                var (stratum, arm) = arms == atRisk.Length ? (0, cell) : (cell / arms, cell % arms);
                var control = atRisk[stratum * arms];
                if (arm > 0)
                    Add(comparisonOfArm[arm], stratum, atRisk[cell], control, 1);
                else
                    AddControl(stratum, control);
            }

            atRisk[cell]--;
        }
    }

    private void AddControl(int stratum, double control)
    {
        for (var comparison = 0; comparison < Sums.Length; comparison++)
            Add(comparison, stratum, atRisk[(stratum * scenario.Arms.Count) + scenario.Hypotheses[comparison].Arm], control, 0);
    }

    private void Add(int comparison, int stratum, double treated, double control, int ofTreated)
    {
        if (comparison < 0)
            return;
        if (!isWeighted)
        {
            Sums[comparison].Add(treated, control, ofTreated);
            return;
        }

        ref var before = ref survival[(stratum * Sums.Length) + comparison];
        Sums[comparison].Add(treated, control, ofTreated, scenario.Weights.At(before));
        before *= 1 - (1 / (treated + control));
    }
}
