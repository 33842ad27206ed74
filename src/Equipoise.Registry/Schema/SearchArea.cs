namespace Equipoise.Registry.Schema;

/// <summary>A set of fields that are searched together, each with its weight.</summary>
/// <param name="Name">Such as <c>ConditionSearch</c>.</param>
/// <param name="Parameter">The short name a query gives it, such as <c>cond</c>; null where it has none.</param>
/// <param name="Label">What people read, or null where it has none.</param>
/// <param name="Parts">The fields, those that the registry names together in one part; the weightiest first.</param>
public sealed record SearchArea(string Name, string? Parameter, string? Label, IReadOnlyList<IReadOnlyList<WeightedField>> Parts)
{
    /// <summary>The fields, the weightiest first.</summary>
    public IReadOnlyList<WeightedField> Fields { get; } = [.. Parts.SelectMany(part => part)];
}
