namespace Equipoise.SearchBench.Queries;

/// <summary>All places within some kilometers of one.</summary>
internal sealed record Circle(double Latitude, double Longitude, double Kilometers)
{
    private const double EarthRadius = 6371.0087714;

    /// <summary>Half the height of the circle, in degrees.</summary>
    public double LatitudeSpan => Kilometers / EarthRadius * 180 / Math.PI;

    /// <summary>Half its width; wide enough for its widest part.</summary>
    public double LongitudeSpan => Math.Min(180, LatitudeSpan / Math.Max(0.01, Math.Cos((Math.Abs(Latitude) + LatitudeSpan) * Math.PI / 180)));

    /// <summary>The distance of its center to a place, in kilometers, on a sphere.</summary>
    public double DistanceTo(double latitude, double longitude)
    {
        var (here, there) = (Latitude * Math.PI / 180, latitude * Math.PI / 180);
        var north = Math.Sin((there - here) / 2);
        var east = Math.Sin((longitude - Longitude) * Math.PI / 360);
        return 2 * EarthRadius * Math.Asin(Math.Min(1, Math.Sqrt((north * north) + (Math.Cos(here) * Math.Cos(there) * east * east))));
    }
}
