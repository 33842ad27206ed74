namespace Equipoise.Registry.Records;

/// <summary>A point on the earth.</summary>
/// <remarks>Latitude within ±90 and longitude within ±180 degrees, always.</remarks>
public sealed record GeoPoint
{
    private GeoPoint(double latitude, double longitude) => (Latitude, Longitude) = (latitude, longitude);

    /// <summary>Degrees north of the equator.</summary>
    public double Latitude { get; }

    /// <summary>Degrees east of Greenwich.</summary>
    public double Longitude { get; }

    /// <summary>The point of these degrees, or null where there is none.</summary>
    public static GeoPoint? TryCreate(double? latitude, double? longitude) =>
        latitude is >= -90 and <= 90 && longitude is >= -180 and <= 180 ? new GeoPoint(latitude.Value, longitude.Value) : null;

    /// <summary>The length of the great circle between two points, in kilometers: the distance that searches go by.</summary>
    public double KilometersTo(GeoPoint other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new Search.Documents.GeoPoint(Latitude, Longitude).DistanceTo(new Search.Documents.GeoPoint(other.Latitude, other.Longitude));
    }
}
