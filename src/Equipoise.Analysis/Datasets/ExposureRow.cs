namespace Equipoise.Analysis.Datasets;

/// <summary>How much of a treatment a participant got until the cutoff: a row of exposure (ADEX).</summary>
/// <param name="Participant">The participant's code.</param>
/// <param name="Treatment">The code of the treatment.</param>
/// <param name="Doses">How many doses.</param>
/// <param name="Amount">Their sum; null where an entry does not say.</param>
/// <param name="Unit">The unit of the sum; empty where none is said.</param>
/// <param name="First">The day of the first.</param>
/// <param name="Last">The day of the last.</param>
public sealed record ExposureRow(string Participant, string Treatment, int Doses, decimal? Amount, string Unit, DateOnly First, DateOnly Last);
