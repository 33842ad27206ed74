namespace Equipoise.Statistics.Simulation;

/// <summary>What one look of one simulated trial found on a hypothesis.</summary>
/// <param name="Events">Events in the arm and the control arm.</param>
/// <param name="Z">The standardized log-rank statistic, positive where the arm is better.</param>
/// <param name="LogHazardRatio">Cox's estimate, arm over control; not a number where it was not asked for or is infinite.</param>
/// <param name="State">What had become of the hypothesis after the look.</param>
public sealed record SimulatedFinding(int Events, double Z, double LogHazardRatio, HypothesisState State);
