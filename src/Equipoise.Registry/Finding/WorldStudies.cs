namespace Equipoise.Registry.Finding;

/// <summary>The countries of all studies.</summary>
/// <param name="Studies">How many studies have a site that names its country.</param>
/// <param name="Countries">The countries, the ones with the most studies first.</param>
/// <param name="Cities">The cities with the most studies.</param>
public sealed record WorldStudies(int Studies, IReadOnlyList<PlaceCount> Countries, IReadOnlyList<PlaceCount> Cities);
