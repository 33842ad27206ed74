using Equipoise.Registry.Indexing;
using Equipoise.Search.Documents;

namespace Equipoise.Registry.Finding;

/// <summary>A city and its facilities.</summary>
/// <param name="Place">The city.</param>
/// <param name="Studies">How many studies have a site in it, each once.</param>
/// <param name="Point">Where it lies, where a site has told.</param>
/// <param name="Facilities">How many studies each facility has, the most first.</param>
/// <param name="FacilityCount">How many facilities there are in all.</param>
public sealed record CityStudies(Place Place, int Studies, GeoPoint? Point, IReadOnlyList<ValueCount> Facilities, int FacilityCount);
