namespace Equipoise.Statistics.Simulation;

/// <summary>One look of one simulated trial.</summary>
/// <param name="Time">When, in calendar time.</param>
/// <param name="Enrolled">Participants by then.</param>
/// <param name="Reached">Whether its number of events was there; false where all were followed to their end before.</param>
/// <param name="Findings">For each hypothesis, what was found.</param>
public sealed record SimulatedLook(double Time, int Enrolled, bool Reached, IReadOnlyList<SimulatedFinding> Findings);
