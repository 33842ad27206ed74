using Equipoise.Registry.Finding;
using Equipoise.Registry.Indexing;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Places;

/// <summary><c>GET /locations</c>, <c>/locations/{country}</c> and <c>/locations/{country}/{city}</c>: where studies are done.</summary>
internal static class LocationsEndpoint
{
    /// <summary>How many cities a list shows.</summary>
    public const int MostCities = 500;

    /// <summary>How many facilities a list shows.</summary>
    public const int MostFacilities = 500;

    public static void MapLocations(this IEndpointRouteBuilder site)
    {
        site.MapPage("/locations", World);
        site.MapPage("/locations/{country}", Country);
        site.MapPage("/locations/{country}/{city}", City);
    }

    private static IResult World(HttpRequest request, StudyPlaces places, CancellationToken cancellation) =>
        Pages.Show<WorldPage>(
            (nameof(WorldPage.World), places.World(WorldMap.MostDots, cancellation)),
            (nameof(WorldPage.MostFirst), request.Query["sort"] == "studies"));

    private static IResult Country(string country, string? state, StudyPlaces places, CancellationToken cancellation)
    {
        var place = new Place(PlaceAddress.Read(country), OrNull(state), City: null);
        return places.Find(place, MostCities, cancellation) is { } found
            ? Pages.Show<CountryPage>((nameof(CountryPage.Country), found))
            : NotFound(place);
    }

    private static IResult City(string country, string city, string? state, StudyPlaces places, CancellationToken cancellation)
    {
        var place = new Place(PlaceAddress.Read(country), OrNull(state), PlaceAddress.Read(city));
        return places.FindCity(place, MostFacilities, cancellation) is { } found
            ? Pages.Show<CityPage>((nameof(CityPage.City), found))
            : NotFound(place);
    }

    private static string? OrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static IResult NotFound(Place place) =>
        ProblemPages.Show(StatusCodes.Status404NotFound, $"No study has a site in {place}", "Check the spelling, or start again from the list of countries under Locations.");
}
