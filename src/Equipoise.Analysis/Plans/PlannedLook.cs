namespace Equipoise.Analysis.Plans;

/// <summary>A look at the data that the plan foresees.</summary>
/// <param name="Name">What people call it: "Interim analysis".</param>
/// <param name="Information">The share of information at which it is made; 1 for the last.</param>
public sealed record PlannedLook(string Name, double Information);
