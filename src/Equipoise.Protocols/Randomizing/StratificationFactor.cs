namespace Equipoise.Protocols.Randomizing;

/// <summary>By what allocation is stratified.</summary>
/// <param name="Code">Its code, unique in the study.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Levels">Its levels, two or more; each participant has exactly one.</param>
/// <param name="From">Where the level is found: <c>site.region</c>, or a form and a field, such as <c>ECOG.STATUS</c>; null where it
/// is asked for at randomization.</param>
public sealed record StratificationFactor(string Code, string Name, IReadOnlyList<FactorLevel> Levels, string? From);
