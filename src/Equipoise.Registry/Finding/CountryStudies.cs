using Equipoise.Registry.Indexing;

namespace Equipoise.Registry.Finding;

/// <summary>A country, or a state of it, with its states and cities.</summary>
/// <param name="Place">The country or state.</param>
/// <param name="Studies">How many studies have a site in it, each once.</param>
/// <param name="States">Its states, by name; none for a state.</param>
/// <param name="Cities">Its cities, the ones with the most studies first.</param>
/// <param name="CityCount">How many cities there are in all.</param>
public sealed record CountryStudies(Place Place, int Studies, IReadOnlyList<PlaceCount> States, IReadOnlyList<PlaceCount> Cities, int CityCount);
