namespace Equipoise.Search.Searching;

/// <summary>Hits counted by the values of a field.</summary>
/// <param name="Name">The request's name.</param>
/// <param name="Values">The most frequent values, most hits first; or the ranges in the order asked.</param>
/// <param name="DifferentValues">How many values have a hit at all.</param>
/// <param name="Missing">How many hits have no value.</param>
public sealed record Facet(string Name, IReadOnlyList<FacetValue> Values, int DifferentValues, int Missing);
