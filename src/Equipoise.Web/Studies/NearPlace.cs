using Equipoise.Registry.Indexing;
using System.Globalization;
using Equipoise.Registry.Records;

namespace Equipoise.Web.Studies;

/// <summary>A place that a reader wants sites near to.</summary>
/// <param name="Name">What to call it.</param>
/// <param name="Point">Where it lies.</param>
public sealed record NearPlace(string Name, GeoPoint Point)
{
    /// <summary>The place that a name means, as the sites of the records tell; null where none does.</summary>
    public static NearPlace? Find(string? name, Gazetteer places) =>
        name is { Length: > 0 and <= 120 } && places.Search(name, most: 1) is [{ Point: { } at } known] && GeoPoint.TryCreate(at.Latitude, at.Longitude) is { } point
            ? new NearPlace(known.Place.ToString(), point)
            : null;

    /// <summary>Reads "48.85,2.35", latitude before longitude in degrees; null where it is not that.</summary>
    public static NearPlace? TryParse(string? text)
    {
        if (text?.Split(',') is not [var latitude, var longitude] ||
            !double.TryParse(latitude, NumberStyles.Float, CultureInfo.InvariantCulture, out var lat) ||
            !double.TryParse(longitude, NumberStyles.Float, CultureInfo.InvariantCulture, out var lon) ||
            GeoPoint.TryCreate(lat, lon) is not { } point)
            return null;
        return new NearPlace(string.Create(CultureInfo.InvariantCulture, $"{point.Latitude:0.##}, {point.Longitude:0.##}"), point);
    }
}
