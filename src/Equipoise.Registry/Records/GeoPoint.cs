namespace Equipoise.Registry.Records;

/// <summary>A point on the earth.</summary>
/// <remarks>Latitude within ±90 and longitude within ±180 degrees, always.</remarks>
public sealed record GeoPoint
{
    // The radius of a sphere with the volume of the earth, in kilometers (IUGG mean radius R1).
    private const double EarthRadius = 6371.0088;

    private GeoPoint(double latitude, double longitude) => (Latitude, Longitude) = (latitude, longitude);

    /// <summary>Degrees north of the equator.</summary>
    public double Latitude { get; }

    /// <summary>Degrees east of Greenwich.</summary>
    public double Longitude { get; }

    /// <summary>The point of these degrees, or null where there is none.</summary>
    public static GeoPoint? TryCreate(double? latitude, double? longitude) =>
        latitude is >= -90 and <= 90 && longitude is >= -180 and <= 180 ? new GeoPoint(latitude.Value, longitude.Value) : null;

    /// <summary>The length of the great circle between two points, in kilometers, by the haversine formula: accurate for
    /// near points, and within about half a percent of the ellipsoid everywhere.</summary>
    public double KilometersTo(GeoPoint other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var (here, there) = (double.DegreesToRadians(Latitude), double.DegreesToRadians(other.Latitude));
        var north = Math.Sin((there - here) / 2);
        var east = Math.Sin(double.DegreesToRadians(other.Longitude - Longitude) / 2);
        var haversine = (north * north) + (Math.Cos(here) * Math.Cos(there) * east * east);
        return 2 * EarthRadius * Math.Asin(Math.Sqrt(Math.Min(1, haversine)));
    }
}
