namespace Equipoise.Conduct.Safety;

/// <summary>A laboratory result as it is graded; limits and baseline are in the unit of the value.</summary>
/// <param name="Test">The test by name or code, or the CTCAE term that it is to be graded by.</param>
/// <param name="Value">The value; null where there is none.</param>
/// <param name="Unit">The unit; empty for none.</param>
/// <param name="LowerLimit">The laboratory's lower limit of normal; null where unknown.</param>
/// <param name="UpperLimit">The laboratory's upper limit of normal; null where unknown.</param>
/// <param name="Baseline">The value at baseline; null where unknown.</param>
public sealed record LabResult(string Test, decimal? Value, string Unit, decimal? LowerLimit, decimal? UpperLimit, decimal? Baseline);
