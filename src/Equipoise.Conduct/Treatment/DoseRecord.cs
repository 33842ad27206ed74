namespace Equipoise.Conduct.Treatment;

/// <summary>What became of the planned dose of one treatment in one cycle.</summary>
/// <param name="Cycle">The cycle, from 1.</param>
/// <param name="Treatment">The code of the treatment.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Day">The day on which it was given, or for which it was planned, in the site's time zone.</param>
/// <param name="Amount">How much was given; null where none was.</param>
public sealed record DoseRecord(int Cycle, string Treatment, DoseStatus Status, DateOnly Day, decimal? Amount);
