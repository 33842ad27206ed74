namespace Equipoise.Conduct.Randomization.Simulation;

/// <summary>How many participants an arm got.</summary>
/// <param name="Arm">The code of the arm.</param>
/// <param name="Least">In the trial that gave it fewest.</param>
/// <param name="Mean">On average.</param>
/// <param name="Most">In the trial that gave it most.</param>
public sealed record ArmTotals(string Arm, int Least, double Mean, int Most);
