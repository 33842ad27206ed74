using Equipoise.Statistics.Design;

namespace Equipoise.Statistics.Simulation;

/// <summary>An arm of a simulated trial.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Ratio">Participants in a block.</param>
/// <param name="Hazard">Events per participant and unit of time since entry, of those who are not cured.</param>
/// <param name="Dropout">The hazard of being lost.</param>
/// <param name="Cured">The fraction that never has the event: S(t) = cured + (1 − cured)·exp(−Λ(t)).</param>
public sealed record SimulatedArm(string Name, int Ratio, PiecewiseRate Hazard, PiecewiseRate Dropout, double Cured = 0);
