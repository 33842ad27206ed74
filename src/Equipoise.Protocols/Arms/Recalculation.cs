namespace Equipoise.Protocols.Arms;

/// <summary>When a dose that depends on the body is calculated anew.</summary>
/// <param name="ChangePercent">A change of weight by so much or more, up or down; 0 for at each dose.</param>
/// <param name="Reference">What the weight is compared with.</param>
public sealed record Recalculation(decimal ChangePercent, WeightReference Reference);
