using Equipoise.Registry.Indexing;
using Equipoise.Web.Finder;

namespace Equipoise.Web.Places;

/// <summary>The addresses of a place: its page, and the search narrowed to it.</summary>
internal static class PlaceAddress
{
    /// <summary>The page of a country, state or city.</summary>
    public static string Of(Place place) =>
        string.Concat(
            $"/locations/{Uri.EscapeDataString(place.Country)}",
            place.City is { } city ? $"/{Uri.EscapeDataString(city)}" : "",
            place.State is { } state ? $"?state={Uri.EscapeDataString(state)}" : "");

    /// <summary>The search of studies with a site in a place.</summary>
    public static SearchAddress Search(Place place) => SearchAddress.Everything
        .With(SearchAddress.Country, place.Country)
        .With(SearchAddress.State, place.State ?? "")
        .With(SearchAddress.City, place.City ?? "");

    /// <summary>The search of studies with a facility of a city among their sites.</summary>
    public static SearchAddress Search(Place city, string facility) => Search(city).With(SearchAddress.Facility, facility);

    /// <summary>A part of an address as a name: the server leaves a slash in it as it was written.</summary>
    public static string Read(string part) => part.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
