using Equipoise.Search.Documents;

namespace Equipoise.Registry.Indexing;

/// <summary>A place whose position is known.</summary>
/// <param name="Place">Which one.</param>
/// <param name="Point">Where it lies.</param>
/// <param name="Sites">How many sites have told so.</param>
public sealed record KnownPlace(Place Place, GeoPoint Point, int Sites);
