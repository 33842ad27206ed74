namespace Equipoise.Protocols.Randomizing;

/// <summary>How minimization weighs imbalance (Pocock and Simon 1975, Biometrics 31:103).</summary>
/// <param name="Measure">How the spread of an arm's counts over one margin is measured.</param>
/// <param name="Probability">With which probability the arm is given that leaves the least imbalance.</param>
/// <param name="Weights">The weight of each factor, in the order of the factors.</param>
public sealed record Minimization(ImbalanceMeasure Measure, decimal Probability, IReadOnlyList<decimal> Weights);
