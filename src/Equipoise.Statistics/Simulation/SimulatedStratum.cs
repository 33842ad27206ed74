namespace Equipoise.Statistics.Simulation;

/// <summary>A stratum of a simulated trial.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Share">Its part of all participants.</param>
/// <param name="HazardFactor">How many times as high hazards are in it, in all arms.</param>
public sealed record SimulatedStratum(string Name, double Share, double HazardFactor = 1);
