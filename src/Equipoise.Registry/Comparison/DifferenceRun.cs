namespace Equipoise.Registry.Comparison;

/// <summary>A run of words of one of two texts, or of both.</summary>
/// <param name="Kind">Of which.</param>
/// <param name="Text">The words, with the white space between and after them.</param>
public sealed record DifferenceRun(DifferenceKind Kind, string Text);
