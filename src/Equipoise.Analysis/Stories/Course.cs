namespace Equipoise.Analysis.Stories;

/// <summary>What becomes of a participant after randomization.</summary>
/// <param name="Acts">What is recorded, in the order of days.</param>
/// <param name="Died">The day of death, if that becomes known; else null.</param>
/// <param name="Left">The day from which nothing more is known; null where there is none.</param>
public sealed record Course(IReadOnlyList<StoryAct> Acts, DateOnly? Died, DateOnly? Left)
{
    /// <summary>Whether the participant is alive and in touch on a day.</summary>
    public bool IsReached(DateOnly day) => !(day >= Died) && !(day >= Left);
}
