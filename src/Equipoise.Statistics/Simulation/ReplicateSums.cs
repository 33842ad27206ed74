namespace Equipoise.Statistics.Simulation;

/// <summary>Sums over a run of replicates that follow each other; runs are added in their order, so that rounding is the same however they were made.</summary>
internal sealed class ReplicateSums
{
    private static readonly double[] Quantiles = [0.05, 0.25, 0.5, 0.75, 0.95];
    private readonly int looks;
    private readonly List<double> durations;
    private readonly Moments duration = new();
    private readonly Moments enrolledAtEnd = new();
    private readonly Moments[] time;
    private readonly Moments[] enrolled;
    private readonly Moments[] logRatio;
    private readonly Moments[] events;
    private readonly Moments[,] z;
    private readonly long[,] rejectedAt;
    private readonly long[,] givenUpAt;
    private readonly long[] stopped;
    private readonly HypothesisState[] before;
    private long any;
    private long all;
    private long fellShort;
    private int lastLook;
    private int lastEnrolled;

    public ReplicateSums(TrialScenario scenario, int count)
    {
        looks = scenario.LookEvents.Count;
        var hypotheses = scenario.Hypotheses.Count;
        durations = new List<double>(count);
        (time, enrolled, logRatio, events) = (Moments.Many(looks), Moments.Many(looks), Moments.Many(hypotheses), Moments.Many(hypotheses));
        (z, rejectedAt, givenUpAt, stopped, before) = (new Moments[hypotheses, looks], new long[hypotheses, looks], new long[hypotheses, looks], new long[looks], new HypothesisState[hypotheses]);
        for (var i = 0; i < hypotheses; i++)
        {
            for (var look = 0; look < looks; look++)
                z[i, look] = new Moments();
        }
    }

    /// <summary>Runs one more replicate.</summary>
    public void Add(TrialReplicate run, ulong replicate)
    {
        Array.Fill(before, HypothesisState.Open);
        LookSums[] last = [];
        run.Run(replicate, (look, present, sums, statistics) =>
        {
            (last, lastLook, lastEnrolled) = (sums, look, present);
            time[look].Add(run.LookTimes[look]);
            enrolled[look].Add(present);
            for (var i = 0; i < before.Length; i++)
            {
                z[i, look].Add(statistics[i]);
                if (before[i] != run.States[i])
                    (run.States[i] == HypothesisState.Rejected ? rejectedAt : givenUpAt)[i, look]++;
                before[i] = run.States[i];
            }
        });
        End(run, last);
    }

    /// <summary>Adds those that come next.</summary>
    public void Add(ReplicateSums next)
    {
        durations.AddRange(next.durations);
        duration.Add(next.duration);
        enrolledAtEnd.Add(next.enrolledAtEnd);
        Moments.AddAll(time, next.time);
        Moments.AddAll(enrolled, next.enrolled);
        Moments.AddAll(logRatio, next.logRatio);
        Moments.AddAll(events, next.events);
        (any, all, fellShort) = (any + next.any, all + next.all, fellShort + next.fellShort);
        for (var look = 0; look < looks; look++)
            stopped[look] += next.stopped[look];
        for (var i = 0; i < before.Length; i++)
        {
            for (var look = 0; look < looks; look++)
            {
                z[i, look].Add(next.z[i, look]);
                rejectedAt[i, look] += next.rejectedAt[i, look];
                givenUpAt[i, look] += next.givenUpAt[i, look];
            }
        }
    }

    public OperatingCharacteristics Characteristics()
    {
        var count = durations.Count;
        durations.Sort();
        return new OperatingCharacteristics(
            count, Share(any), Share(all),
            [.. Enumerable.Range(0, before.Length).Select(i => new HypothesisCharacteristics(
                Share(All(rejectedAt, i)), ByLook(rejectedAt, i), Share(All(givenUpAt, i)), ByLook(givenUpAt, i),
                logRatio[i].Estimate, events[i].Estimate, [.. Enumerable.Range(0, looks).Select(look => z[i, look].Estimate)]))],
            [.. Enumerable.Range(0, looks).Select(look => new LookCharacteristics(Share(time[look].Estimate.Count), Share(stopped[look]), time[look].Estimate, enrolled[look].Estimate))],
            duration.Estimate, [.. Quantiles.Select(at => durations[Math.Clamp((int)Math.Ceiling(at * count) - 1, 0, count - 1)])], enrolledAtEnd.Estimate, Share(fellShort));

        long All(long[,] hits, int i) => Enumerable.Range(0, looks).Sum(look => hits[i, look]);
        MonteCarloEstimate[] ByLook(long[,] hits, int i) => [.. Enumerable.Range(0, looks).Select(look => Share(hits[i, look]))];
        MonteCarloEstimate Share(long hits) => MonteCarloEstimate.Share(hits, count);
    }

    private void End(TrialReplicate run, LookSums[] last)
    {
        var rejected = 0;
        for (var i = 0; i < before.Length; i++)
        {
            rejected += run.States[i] == HypothesisState.Rejected ? 1 : 0;
            events[i].Add(last[i].Events);
            if (double.IsFinite(last[i].LogRatio))
                logRatio[i].Add(last[i].LogRatio);
        }

        any += rejected > 0 ? 1 : 0;
        all += rejected == before.Length ? 1 : 0;
        fellShort += lastLook >= run.LooksReached ? 1 : 0;
        stopped[lastLook]++;
        durations.Add(run.LookTimes[lastLook]);
        duration.Add(run.LookTimes[lastLook]);
        enrolledAtEnd.Add(lastEnrolled);
    }
}
