namespace Equipoise.Conduct.Treatment;

/// <summary>A day on which a treatment is to be given.</summary>
/// <param name="Cycle">The cycle, from 1.</param>
/// <param name="Treatment">The code of the treatment.</param>
/// <param name="Sequence">Its place among the treatments of the day.</param>
/// <param name="Planned">The planned day.</param>
/// <param name="Earliest">The first day of the window.</param>
/// <param name="Latest">The last day of the window, and never later than the last permitted day.</param>
public sealed record PlannedDose(int Cycle, string Treatment, int Sequence, DateOnly Planned, DateOnly Earliest, DateOnly Latest);
