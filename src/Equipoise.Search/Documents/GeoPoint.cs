using System.Runtime.InteropServices;

namespace Equipoise.Search.Documents;

/// <summary>A place on Earth, in degrees (WGS 84). The index keeps it to a millionth of a degree, about 11 cm.</summary>
/// <param name="Latitude">From -90 (south) to 90 (north).</param>
/// <param name="Longitude">From -180 (west) to 180 (east).</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct GeoPoint(double Latitude, double Longitude)
{
    /// <summary>The mean radius of the Earth in kilometers (IUGG 1980: 6371.0088).</summary>
    public const double EarthRadius = 6371.0088;

    /// <summary>The great-circle distance in kilometers, by the haversine formula on a sphere of <see cref="EarthRadius"/>; the
    /// error against the ellipsoid is below 0.6 %.</summary>
    public double DistanceTo(GeoPoint other)
    {
        var (latitude, otherLatitude) = (double.DegreesToRadians(Latitude), double.DegreesToRadians(other.Latitude));
        var north = Math.Sin((otherLatitude - latitude) / 2);
        var east = Math.Sin(double.DegreesToRadians(other.Longitude - Longitude) / 2);
        var square = north * north + Math.Cos(latitude) * Math.Cos(otherLatitude) * east * east;
        return 2 * EarthRadius * Math.Asin(Math.Min(1, Math.Sqrt(square)));
    }
}
