using System.Globalization;

namespace Equipoise.Web.Finder;

/// <summary>Distances as people read them.</summary>
internal static class Distances
{
    private const double KilometersPerMile = 1.609344;

    /// <summary>Kilometers, and miles behind them: <c>12 km (7 mi)</c>.</summary>
    public static string Show(double kilometers) => kilometers < 1
        ? "under 1 km"
        : string.Create(CultureInfo.InvariantCulture, $"{Round(kilometers)} km ({Round(kilometers / KilometersPerMile)} mi)");

    /// <summary>The same, with a word where it is the distance to the city of a site whose record gives no position.</summary>
    public static string Show(double kilometers, bool isByCity) => isByCity ? $"about {Show(kilometers)}, by its city" : Show(kilometers);

    private static string Round(double distance) => Math.Max(1, distance).ToString("N0", CultureInfo.InvariantCulture);
}
