namespace Equipoise.Analysis.Stories;

/// <summary>What laboratories call normal of a variable.</summary>
/// <param name="Variable">The variable, as the protocol's facts name it.</param>
/// <param name="Unit">UCUM.</param>
/// <param name="Low">The lower limit; null for none.</param>
/// <param name="High">The upper limit; null for none.</param>
public sealed record StoryRange(string Variable, string Unit, double? Low, double? High);
