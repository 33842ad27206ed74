using Equipoise.Statistics.Sequential;

namespace Equipoise.Statistics.Simulation;

/// <summary>That an arm does no better than the control arm.</summary>
/// <param name="Arm">The arm, by its index among the arms; 0 is the control arm.</param>
/// <param name="Weight">Its share of alpha at the beginning.</param>
/// <param name="Spending">How it spends what it has.</param>
/// <param name="PlannedEvents">The events in its arm and the control arm that are its full information.</param>
/// <param name="Futility">The value of Z below which its arm is given up at each look but the last; null for those of the scenario.</param>
public sealed record SimulatedHypothesis(int Arm, double Weight, SpendingFunction Spending, double PlannedEvents, IReadOnlyList<double>? Futility = null);
