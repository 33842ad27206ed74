namespace Equipoise.Statistics.Simulation;

/// <summary>What becomes of a hypothesis.</summary>
/// <param name="Rejected">The probability that it is rejected.</param>
/// <param name="RejectedAt">The same by look.</param>
/// <param name="GivenUp">The probability that its arm is given up for futility.</param>
/// <param name="GivenUpAt">The same by look.</param>
/// <param name="LogHazardRatio">The estimate at the last look of the trial.</param>
/// <param name="Events">Events in its two arms at the last look.</param>
/// <param name="ZAt">The statistic by look, among the replicates that come to it.</param>
public sealed record HypothesisCharacteristics(
    MonteCarloEstimate Rejected, IReadOnlyList<MonteCarloEstimate> RejectedAt, MonteCarloEstimate GivenUp, IReadOnlyList<MonteCarloEstimate> GivenUpAt, MonteCarloEstimate LogHazardRatio, MonteCarloEstimate Events,
    IReadOnlyList<MonteCarloEstimate> ZAt);
