using Equipoise.Registry.Indexing;
using Equipoise.Registry.Records;

namespace Equipoise.Web.Studies;

/// <summary>A study's sites in the order in which a reader looks for them.</summary>
internal static class SiteList
{
    /// <summary>By country, state and city, in the order of the alphabet; open sites first within a city.</summary>
    public static IReadOnlyList<SiteCountry> ByCountry(IReadOnlyList<StudySite> sites) =>
    [
        .. sites.GroupBy(site => site.Country ?? "Country not stated", StringComparer.Ordinal)
            .OrderBy(country => country.Key, StringComparer.OrdinalIgnoreCase)
            .Select(country => new SiteCountry(
                country.Key,
                country.Count(),
                country.Count(site => site.IsEnrolling),
                [
                    .. country.GroupBy(site => (State: site.State ?? "", City: site.City ?? ""))
                        .OrderBy(city => city.Key.State, StringComparer.OrdinalIgnoreCase)
                        .ThenBy(city => city.Key.City, StringComparer.OrdinalIgnoreCase)
                        .Select(city => new SiteCity(city.Key.State, city.Key.City, [.. city.OrderByDescending(site => site.IsEnrolling)])),
                ])),
    ];

    /// <summary>Each with its distance from a place, the nearest first; those of which nobody says where they lie at the end.</summary>
    public static IReadOnlyList<SiteDistance> Nearest(IReadOnlyList<StudySite> sites, NearPlace place, Gazetteer cities) =>
        [.. sites.Select(site => Measure(site, place, cities)).OrderBy(entry => entry.Kilometers ?? double.PositiveInfinity)];

    private static SiteDistance Measure(StudySite site, NearPlace place, Gazetteer cities)
    {
        if (site.Point is { } own)
            return new SiteDistance(site, own.KilometersTo(place.Point), IsByCity: false);
        return site is { Country: { } country, City: { } city } && cities.Find(new Place(country, site.State, city)) is { } learned
            && GeoPoint.TryCreate(learned.Latitude, learned.Longitude) is { } point
            ? new SiteDistance(site, point.KilometersTo(place.Point), IsByCity: true)
            : new SiteDistance(site, Kilometers: null, IsByCity: false);
    }
}
