namespace Equipoise.Conduct.Randomization;

/// <summary>What minimization weighed for one participant.</summary>
/// <param name="Imbalance">Of each arm, how large the weighted imbalance would be if it were given.</param>
/// <param name="Preferred">The arms, counted from 0, that leave the least.</param>
/// <param name="Probabilities">With which probability each arm is given; they sum to 1.</param>
public sealed record MinimizationStep(IReadOnlyList<double> Imbalance, IReadOnlyList<int> Preferred, IReadOnlyList<double> Probabilities);
