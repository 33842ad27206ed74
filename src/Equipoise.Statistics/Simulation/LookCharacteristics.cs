namespace Equipoise.Statistics.Simulation;

/// <summary>What happens at a look.</summary>
/// <param name="Taken">The probability that the trial comes to it.</param>
/// <param name="Stops">The probability that it is the last.</param>
/// <param name="Time">When it is, among the replicates that come to it.</param>
/// <param name="Enrolled">Participants by then.</param>
public sealed record LookCharacteristics(MonteCarloEstimate Taken, MonteCarloEstimate Stops, MonteCarloEstimate Time, MonteCarloEstimate Enrolled);
