namespace Equipoise.Statistics.Simulation;

/// <summary>One replicate, whole.</summary>
/// <param name="Replicate">Its number, from 0.</param>
/// <param name="Participants">Its participants, in the order in which they entered.</param>
/// <param name="Looks">Its looks, up to that which settled every hypothesis.</param>
public sealed record SimulatedTrial(ulong Replicate, IReadOnlyList<SimulatedParticipant> Participants, IReadOnlyList<SimulatedLook> Looks);
