using Equipoise.Registry.Indexing;
using Equipoise.Search.Documents;

namespace Equipoise.Registry.Finding;

/// <summary>How many studies have a site in a place.</summary>
/// <param name="Place">The country, state or city.</param>
/// <param name="Studies">How many studies, each once.</param>
/// <param name="Point">Where a city lies, where a site has told.</param>
public sealed record PlaceCount(Place Place, int Studies, GeoPoint? Point);
