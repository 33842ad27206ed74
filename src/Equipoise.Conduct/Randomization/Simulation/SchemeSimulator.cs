namespace Equipoise.Conduct.Randomization.Simulation;

/// <summary>Tries a scheme on many simulated trials before it goes live.</summary>
public static class SchemeSimulator
{
    /// <summary>Simulates.</summary>
    /// <param name="definition">The scheme; each level of a factor is equally frequent, and factors are independent.</param>
    /// <param name="participants">How many participants a trial has, at least 1.</param>
    /// <param name="trials">How many trials, at least 1.</param>
    /// <param name="seed">Decides all of it: the same seed gives the same report. Never the seed of a study.</param>
    /// <param name="cancellation">Gives up between two trials.</param>
    public static SimulationReport Run(SchemeDefinition definition, int participants, int trials, byte[] seed, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(participants);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(trials);
        var runs = new List<SimulatedTrial>();
        for (var number = 1; number <= trials; number++)
        {
            cancellation.ThrowIfCancellationRequested();
            runs.Add(new SimulatedTrial(definition, seed, number).Run(participants));
        }

        double allocations = (double)participants * trials;
        return new SimulationReport
        {
            Trials = trials,
            Participants = participants,
            Exact = [.. definition.BlockSizes.Select(size => BlockPredictability.Of(definition.Ratio, size))],
            GuessedFromTotals = runs.Sum(run => run.GuessedFromTotals) / allocations,
            GuessedWithFullKnowledge = runs.Sum(run => run.GuessedWithFullKnowledge) / allocations,
            Overall = Spread.Of([.. runs.Select(run => run.Overall.Imbalance)]),
            WorstMargin = Spread.Of([.. runs.Select(run => run.WorstMargin)]),
            WorstStratum = Spread.Of([.. runs.Select(run => run.WorstStratum)]),
            StratumBound = definition.IsMinimization ? null : definition.BlockSizes.Max() / definition.Ratio.Sum(),
            Arms = [.. definition.Arms.Select((arm, place) => new ArmTotals(arm, runs.Min(run => run.Overall.Of(place)), runs.Average(run => run.Overall.Of(place)), runs.Max(run => run.Overall.Of(place))))],
            MeanRunsStatistic = runs.Average(run => run.RunsStatistic),
            RunsOutOfOrder = runs.Count(run => Math.Abs(run.RunsStatistic) > 1.959964) / (double)trials,
        };
    }
}
