namespace Equipoise.Conduct.Visits;

/// <summary>The days of a participant from which visits are counted, in the site's time zone; null for what has not happened.</summary>
/// <param name="Randomized">Randomization.</param>
/// <param name="FirstDose">The first dose.</param>
/// <param name="LastDose">The last dose; counts once treatment has ended.</param>
/// <param name="TreatmentEnded">The decision to end treatment.</param>
/// <param name="Progressed">The first progression.</param>
/// <param name="LeftStudy">Withdrawal from the study, or loss to follow-up.</param>
/// <param name="Died">Death.</param>
public sealed record ParticipantMilestones(DateOnly? Randomized, DateOnly? FirstDose = null, DateOnly? LastDose = null, DateOnly? TreatmentEnded = null, DateOnly? Progressed = null, DateOnly? LeftStudy = null, DateOnly? Died = null)
{
    /// <summary>The days on which cycles began or are planned to begin, in order; empty for the protocol's rhythm from the first dose. Treatment visits that
    /// repeat with the cycle follow them, so that a delayed dose takes its visit along.</summary>
    public IReadOnlyList<DateOnly> Cycles { get; init; } = [];
}
