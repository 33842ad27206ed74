namespace Equipoise.Conduct.Treatment;

/// <summary>The dose of one administration as the protocol has it.</summary>
/// <param name="Amount">How much, rounded by the protocol's rule.</param>
/// <param name="Unit">The unit of the amount.</param>
/// <param name="Exact">How much before rounding.</param>
/// <param name="Milliliters">The volume, to a hundredth; null where the concentration is not known.</param>
/// <param name="Body">The measures it was calculated from; null for a flat dose. They are those to compare with next time.</param>
/// <param name="IsRecalculated">Whether it was calculated from other measures than the dose before.</param>
/// <param name="Explanation">How it came about, in a sentence.</param>
public sealed record CalculatedDose(decimal Amount, string Unit, decimal Exact, decimal? Milliliters, BodyMeasures? Body, bool IsRecalculated, string Explanation);
