namespace Equipoise.Protocols.Arms;

/// <summary>To what a calculated dose is rounded.</summary>
/// <param name="Step">Doses are whole multiples of it, in the unit of the dose.</param>
/// <param name="Direction">Which multiple.</param>
public sealed record DoseRounding(decimal Step, RoundingDirection Direction);
