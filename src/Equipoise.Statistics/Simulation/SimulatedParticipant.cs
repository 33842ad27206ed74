namespace Equipoise.Statistics.Simulation;

/// <summary>A participant of a simulated trial, as if followed for ever.</summary>
/// <param name="Entry">When it entered, in calendar time.</param>
/// <param name="Arm">The arm, by its index.</param>
/// <param name="Stratum">The stratum, by its index.</param>
/// <param name="Time">From entry to the event or to being lost; infinite for neither.</param>
/// <param name="IsEvent">Whether it is the event.</param>
public sealed record SimulatedParticipant(double Entry, int Arm, int Stratum, double Time, bool IsEvent)
{
    /// <summary>What an analysis at a calendar time sees: time since entry, and whether it ended in the event.</summary>
    public (double Time, bool IsEvent) At(double cutoff) => Entry + Time <= cutoff ? (Time, IsEvent) : (cutoff - Entry, false);
}
