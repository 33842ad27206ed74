using Equipoise.Search.Documents;

namespace Equipoise.Registry.Essie.Expressions;

/// <summary><c>DISTANCE[lat, lon, radius]</c>: a point near another.</summary>
/// <param name="Center">The other point.</param>
/// <param name="Kilometers">How near.</param>
public sealed record DistanceExpression(GeoPoint Center, double Kilometers) : Expression;
