namespace Equipoise.Statistics.Simulation;

/// <summary>A site of a simulated trial.</summary>
/// <param name="Opens">When it opens.</param>
/// <param name="Rate">Participants per unit of time from then on.</param>
public sealed record SimulatedSite(double Opens, double Rate);
