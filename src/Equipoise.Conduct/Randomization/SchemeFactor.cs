namespace Equipoise.Conduct.Randomization;

/// <summary>A stratification factor as a scheme keeps it.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Levels">The codes of its levels.</param>
public sealed record SchemeFactor(string Code, IReadOnlyList<string> Levels);
