namespace Equipoise.Conduct.Randomization.Simulation;

/// <summary>What a scheme does over many simulated trials. Imbalance is the largest difference between two arms of the numbers
/// allocated, each divided by the arm's part of the ratio.</summary>
public sealed record SimulationReport
{
    /// <summary>How many trials.</summary>
    public required int Trials { get; init; }

    /// <summary>How many participants each has.</summary>
    public required int Participants { get; init; }

    /// <summary>Of each block size what can be guessed by one who knows it, exactly; empty for minimization.</summary>
    public required IReadOnlyList<BlockPredictability> Exact { get; init; }

    /// <summary>The share of right guesses by one who sees what was allocated (in the stratum; for minimization over all) and names
    /// the arm that is furthest behind its share of the ratio. With an unequal ratio that can do worse than always naming the largest arm.</summary>
    public required double GuessedFromTotals { get; init; }

    /// <summary>The share of right guesses by one who knows all but the chance itself: sizes of blocks, or the counts of all margins.</summary>
    public required double GuessedWithFullKnowledge { get; init; }

    /// <summary>The imbalance over all participants at the end.</summary>
    public required Spread Overall { get; init; }

    /// <summary>The worst imbalance over the levels of the factors at the end.</summary>
    public required Spread WorstMargin { get; init; }

    /// <summary>The worst imbalance over the strata at any time.</summary>
    public required Spread WorstStratum { get; init; }

    /// <summary>What the worst imbalance of a stratum cannot exceed; null for minimization.</summary>
    public int? StratumBound { get; init; }

    /// <summary>Of each arm the smallest and largest number of participants that any trial gave it.</summary>
    public required IReadOnlyList<ArmTotals> Arms { get; init; }

    /// <summary>The mean of the runs test's statistic over the trials: around 0 for arms in no order.</summary>
    public required double MeanRunsStatistic { get; init; }

    /// <summary>The share of trials that the runs test finds out of order at the two-sided level 0.05.</summary>
    public required double RunsOutOfOrder { get; init; }
}
