using Equipoise.Search.Documents;

namespace Equipoise.Registry.Finding;

/// <summary>A place to be near.</summary>
/// <param name="Name">What the person calls it.</param>
/// <param name="Point">Where it lies.</param>
/// <param name="Kilometers">How far from it a site may be, above 0.</param>
public sealed record FinderPlace(string Name, GeoPoint Point, double Kilometers);
