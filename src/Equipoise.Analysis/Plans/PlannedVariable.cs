namespace Equipoise.Analysis.Plans;

/// <summary>A variable by which participants are sorted, taken from a form at or before randomization.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Form">The form's code.</param>
/// <param name="Field">The field's code.</param>
/// <param name="Cuts">Where a number is cut into groups, rising; empty where each value is a group.</param>
public sealed record PlannedVariable(string Code, string Name, string Form, string Field, IReadOnlyList<decimal> Cuts);
