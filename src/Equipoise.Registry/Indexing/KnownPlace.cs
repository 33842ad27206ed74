using Equipoise.Search.Documents;

namespace Equipoise.Registry.Indexing;

/// <summary>A city that sites lie in.</summary>
/// <param name="Place">Which one.</param>
/// <param name="Point">Where it lies, or null where no record says so.</param>
/// <param name="Sites">How many sites name it.</param>
public sealed record KnownPlace(Place Place, GeoPoint? Point, int Sites);
