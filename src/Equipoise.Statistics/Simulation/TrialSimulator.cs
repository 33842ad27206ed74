namespace Equipoise.Statistics.Simulation;

/// <summary>Simulates trials participant by participant. Every number is a function of scenario, seed, replicate and participant, so that results are
/// the same on any number of threads and any replicate can be run alone.</summary>
public sealed class TrialSimulator
{
    private const int ChunkLength = 256;
    private readonly TrialScenario scenario;
    private readonly LookProcedure procedure;
    private readonly ulong seed;

    /// <summary>A simulator of a scenario.</summary>
    /// <param name="scenario">The trial.</param>
    /// <param name="seed">Which trials.</param>
    /// <exception cref="StatisticsException">The scenario contradicts itself.</exception>
    public TrialSimulator(TrialScenario scenario, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        scenario.Check();
        (this.scenario, this.seed, procedure) = (scenario, seed, new LookProcedure(scenario));
    }

    /// <summary>Runs one replicate alone.</summary>
    /// <param name="replicate">Its number, from 0.</param>
    public SimulatedTrial Replicate(ulong replicate)
    {
        var (run, looks) = (new TrialReplicate(scenario, procedure, seed), new List<SimulatedLook>());
        run.Run(replicate, (look, enrolled, sums, z) => looks.Add(new SimulatedLook(
            run.LookTimes[look], enrolled, look < run.LooksReached, [.. sums.Select((sum, i) => new SimulatedFinding(sum.Events, z[i], sum.LogRatio, run.States[i]))])));
        var people = run.People;
        return new SimulatedTrial(
            replicate,
            [.. Enumerable.Range(0, scenario.Participants).Select(i => Person(people, i))],
            looks);
    }

    private SimulatedParticipant Person(SimulatedParticipants people, int i)
    {
        var (stratum, arm) = Math.DivRem((int)people.Cell[i], scenario.Arms.Count);
        return people.Length[i] < TrialReplicate.NeverBy
            ? new SimulatedParticipant(people.Entry[i], arm, stratum, people.Length[i], people.IsEvent[i] != 0)
            : new SimulatedParticipant(people.Entry[i], arm, stratum, double.PositiveInfinity, false);
    }

    /// <summary>Runs replicates 0 to <paramref name="replicates"/> − 1.</summary>
    /// <param name="replicates">How many.</param>
    /// <param name="threads">On how many threads; the result does not depend on it.</param>
    /// <param name="progress">Told how many are done, from any thread.</param>
    /// <param name="cancellation">Ends the work; the replicates done without a gap from the first on are kept.</param>
    /// <exception cref="StatisticsException">No replicate is asked for, or none was done.</exception>
    public OperatingCharacteristics Run(int replicates, int threads, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        if (replicates < 1)
            throw new StatisticsException($"There are {replicates} replicates: write a number from 1.");
        var chunks = new ReplicateSums?[(replicates + ChunkLength - 1) / ChunkLength];
        var (next, done) = (-1, 0);
        Parallel.For(0, Math.Clamp(threads, 1, chunks.Length), new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads) }, _ =>
        {
            var run = new TrialReplicate(scenario, procedure, seed);
            for (var chunk = Interlocked.Increment(ref next); chunk < chunks.Length && !cancellation.IsCancellationRequested; chunk = Interlocked.Increment(ref next))
            {
                var (first, end) = (chunk * ChunkLength, Math.Min(replicates, (chunk + 1) * ChunkLength));
                var sums = new ReplicateSums(scenario, end - first);
                for (var replicate = first; replicate < end; replicate++)
                    sums.Add(run, (ulong)replicate);
                chunks[chunk] = sums;
                progress?.Report(Interlocked.Add(ref done, end - first));
            }
        });
        var kept = chunks.TakeWhile(chunk => chunk is not null).ToList();
        if (kept.Count == 0)
            throw new StatisticsException("The simulation was stopped before a replicate was done.");
        var all = kept[0]!;
        foreach (var chunk in kept.Skip(1))
            all.Add(chunk!);
        return all.Characteristics();
    }
}
