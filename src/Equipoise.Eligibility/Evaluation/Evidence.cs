namespace Equipoise.Eligibility.Evaluation;

/// <summary>A fact that a verdict rests on.</summary>
/// <param name="Fact">What it is about.</param>
/// <param name="Value">What the record says.</param>
/// <param name="Unit">The value's unit as recorded; null for none.</param>
/// <param name="Date">When it was so, as precise as the record; null where it does not say.</param>
/// <param name="Source">The id of the record's entry.</param>
public sealed record Evidence(string Fact, string Value, string? Unit, string? Date, string Source);
