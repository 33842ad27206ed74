namespace Equipoise.Registry.Schema;

/// <summary>A field of a <see cref="SearchArea"/>.</summary>
/// <param name="Field">The field.</param>
/// <param name="Weight">How much a match in it counts: above 0, at most 1.</param>
public sealed record WeightedField(SchemaField Field, double Weight);
