namespace Equipoise.Search.Searching;

/// <summary>A value and the number of hits that have it.</summary>
/// <param name="Value">The value, or the range's name.</param>
/// <param name="Count">The number of hits.</param>
public sealed record FacetValue(string Value, int Count);
