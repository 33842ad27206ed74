namespace Equipoise.Statistics.Simulation;

/// <summary>What a design does, estimated from simulated trials.</summary>
/// <param name="Replicates">How many.</param>
/// <param name="Any">The probability that some hypothesis is rejected.</param>
/// <param name="All">The probability that every one is.</param>
/// <param name="Hypotheses">Each by itself.</param>
/// <param name="Looks">Each look.</param>
/// <param name="Duration">From the first participant to the last look, in calendar time.</param>
/// <param name="DurationQuantiles">Its 5%, 25%, 50%, 75% and 95% quantiles.</param>
/// <param name="Enrolled">Participants at the last look.</param>
/// <param name="FellShort">The probability that the events of a look never come.</param>
public sealed record OperatingCharacteristics(
    long Replicates, MonteCarloEstimate Any, MonteCarloEstimate All, IReadOnlyList<HypothesisCharacteristics> Hypotheses, IReadOnlyList<LookCharacteristics> Looks,
    MonteCarloEstimate Duration, IReadOnlyList<double> DurationQuantiles, MonteCarloEstimate Enrolled, MonteCarloEstimate FellShort);
