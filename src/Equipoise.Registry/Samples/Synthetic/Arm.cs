namespace Equipoise.Registry.Samples.Synthetic;

/// <summary>A group of a study.</summary>
/// <param name="Label">Its name.</param>
/// <param name="Type">The registry's kind of arm; null in an observational study.</param>
/// <param name="Description">What happens to it.</param>
/// <param name="Treatments">What it gets.</param>
/// <param name="Effect">The share of the treatment's effect that it has, 0 for a comparator.</param>
internal sealed record Arm(string Label, string? Type, string Description, IReadOnlyList<Treatment> Treatments, double Effect);
