using System.Globalization;
using System.Text.RegularExpressions;
using Equipoise.Search.Documents;

namespace Equipoise.Registry.Api.Searching;

/// <summary>A place that studies have a site near: <c>distance(39.0,-77.1,50mi)</c>, in miles, kilometers or, without a unit, meters.</summary>
/// <remarks>The registry gives each site the position of its city. So a site whose record has none, as in the older XML, counts where
/// its city lies; <c>DISTANCE</c> in an expression asks what the record says.</remarks>
/// <param name="Center">The place.</param>
/// <param name="Kilometers">How near.</param>
internal sealed partial record GeoFilter(GeoPoint Center, double Kilometers)
{
    /// <summary>How long a mile is.</summary>
    public const double KilometersPerMile = 1.609344;

    /// <summary>Reads it.</summary>
    /// <exception cref="ApiRefusalException">It is none.</exception>
    public static GeoFilter Read(string parameter, string text)
    {
        var match = Form().Match(text);
        if (!match.Success)
            throw ApiRefusalException.IncorrectFormat(parameter);
        var center = new GeoPoint(Number(match, "lat"), Number(match, "lon"));
        // A bare number is meters, as it is to the engine behind the registry's own API.
        var radius = Number(match, "radius") * match.Groups["unit"].Value switch { "km" => 1, "mi" => KilometersPerMile, _ => 0.001 };
        return Math.Abs(center.Latitude) <= 90 && Math.Abs(center.Longitude) <= 180 && radius < 1e6 ? new GeoFilter(center, radius) : throw ApiRefusalException.IncorrectFormat(parameter);
    }

    private static double Number(Match match, string group) => double.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\Adistance\((?<lat>-?[0-9]{1,20}(\.[0-9]{1,30})?),(?<lon>-?[0-9]{1,20}(\.[0-9]{1,30})?),(?<radius>[0-9]{1,20}(\.[0-9]{1,30})?)(?<unit>km|mi)?\)\z", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Form();
}
