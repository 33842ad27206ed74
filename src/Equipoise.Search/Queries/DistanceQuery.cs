using Equipoise.Search.Documents;

namespace Equipoise.Search.Queries;

/// <summary>A geo field has a point near a place. Scores 0.</summary>
/// <param name="Column">The field.</param>
/// <param name="Center">The place.</param>
/// <param name="Kilometers">The great-circle distance up to which a point is near.</param>
public sealed record DistanceQuery(string Column, GeoPoint Center, double Kilometers) : Query;
