namespace Equipoise.Conduct.Treatment;

/// <summary>The next dose of a treatment.</summary>
/// <param name="Treatment">What is given.</param>
/// <param name="Plan">When.</param>
/// <param name="Dose">How much by rule; null where a measure is missing that it depends on.</param>
/// <param name="Missing">The sentence about that measure; null where nothing is missing.</param>
/// <param name="Body">The latest measures on record, from which <paramref name="Dose"/> would be calculated; null where there are none.</param>
/// <param name="IsHeld">Whether treatment is paused at it.</param>
/// <param name="SingleDoses">How many single doses make a cycle's supply; null where nothing is taken home.</param>
public sealed record NextDose(Protocols.Arms.Treatment Treatment, PlannedDose Plan, CalculatedDose? Dose, string? Missing, BodyMeasures? Body, bool IsHeld, int? SingleDoses);
