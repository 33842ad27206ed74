namespace Equipoise.Conduct.Laboratory;

/// <summary>Where those of one grade at baseline went.</summary>
/// <param name="Arm">The arm's code.</param>
/// <param name="Variable">The test.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Direction"><c>L</c> for too low, <c>H</c> for too high.</param>
/// <param name="From">The grade at baseline.</param>
/// <param name="Worst">How many had which worst grade after it, from 0 to 4.</param>
public sealed record ShiftRow(string Arm, string Variable, string Label, string Direction, int From, IReadOnlyList<int> Worst);
