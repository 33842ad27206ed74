namespace Equipoise.Registry.Finding;

/// <summary>The conditions of a letter.</summary>
/// <param name="Conditions">In the order of the alphabet; the most studied where there are too many.</param>
/// <param name="Total">How many there are in all.</param>
/// <param name="FewestStudies">Of a list that is cut: how many studies the least studied condition in it has.</param>
public sealed record ConditionList(IReadOnlyList<ValueCount> Conditions, int Total, int FewestStudies);
