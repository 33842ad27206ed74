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

    /// <summary>Each with its distance from a place, the nearest first; those whose place is not known at the end.</summary>
    public static IReadOnlyList<(StudySite Site, double? Kilometers)> Nearest(IReadOnlyList<StudySite> sites, NearPlace place) =>
        [.. sites.Select(site => (Site: site, Kilometers: site.Point?.KilometersTo(place.Point))).OrderBy(entry => entry.Kilometers ?? double.PositiveInfinity)];
}
