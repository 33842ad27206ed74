using Equipoise.Registry.Indexing;
using Equipoise.Search.Queries;
using Equipoise.Search.Searching;
using Equipoise.Search.Snapshots;
using Equipoise.Search.Text;

namespace Equipoise.Registry.Finding;

/// <summary>Where studies are done: countries, states, cities and facilities, with the number of studies that have a site in
/// each. A study counts once for a place, however many sites it has there.</summary>
/// <remarks>Safe for use by many threads.</remarks>
public sealed class StudyPlaces(StudyIndex index)
{
    // More than there are anywhere.
    private const int All = 1_000_000;

    /// <summary>All countries, and the cities with the most studies.</summary>
    /// <param name="mostCities">How many cities to give at most.</param>
    /// <param name="cancellation">Gives up.</param>
    public WorldStudies World(int mostCities, CancellationToken cancellation = default)
    {
        using var snapshot = index.AcquireToSearch();
        var (studies, counts) = Count(
            snapshot,
            new NestedQuery(StudyFields.Locations, new ExistsQuery(StudyFields.Place)),
            cancellation,
            (StudyFields.Whole("LocationCountry"), All),
            (StudyFields.Place, mostCities));
        return new WorldStudies(
            studies,
            [.. counts[0].Values.Select(value => new PlaceCount(new Place(value.Value, State: null, City: null), value.Count, Point: null))],
            [.. Places(counts[1])]);
    }

    /// <summary>A country, or a state of it, or null where no study has a site there.</summary>
    /// <param name="place">The country or state.</param>
    /// <param name="mostCities">How many cities to give at most.</param>
    /// <param name="cancellation">Gives up.</param>
    public CountryStudies? Find(Place place, int mostCities, CancellationToken cancellation = default)
    {
        using var snapshot = index.AcquireToSearch();
        var (studies, counts) = Count(snapshot, In(place), cancellation, (StudyFields.Region, All), (StudyFields.Place, All));
        if (studies == 0)
            return null;
        var cities = Places(counts[1]).Where(city => city.Place.City is not null && IsIn(city.Place, place)).ToList();
        return new CountryStudies(
            place,
            studies,
            place.State is null ? [.. Places(counts[0]).Where(state => state.Place.State is not null && IsIn(state.Place, place)).OrderBy(state => Folding.Fold(state.Place.State!), StringComparer.Ordinal)] : [],
            [.. cities.Take(mostCities)],
            cities.Count);
    }

    /// <summary>A city, or null where no study has a site there.</summary>
    /// <param name="city">The city; without a state, those of its name in every state of the country.</param>
    /// <param name="mostFacilities">How many facilities to give at most.</param>
    /// <param name="cancellation">Gives up.</param>
    public CityStudies? FindCity(Place city, int mostFacilities, CancellationToken cancellation = default)
    {
        using var snapshot = index.AcquireToSearch();
        var (studies, counts) = Count(snapshot, In(city), cancellation, (StudyFields.Facility, All));
        if (studies == 0)
            return null;
        var facilities = counts[0].Values
            .Select(value => (Facility: Facility.FromKey(value.Value), value.Count))
            .Where(facility => IsIn(facility.Facility.Place, city) && string.Equals(facility.Facility.Place.City, city.City, StringComparison.Ordinal))
            .ToList();
        return new CityStudies(
            city,
            studies,
            index.Learned.Places.Find(city),
            [.. facilities.Take(mostFacilities).Select(facility => new ValueCount(facility.Facility.Name, facility.Facility.Name, facility.Count, IsChosen: false))],
            facilities.Count);
    }

    private static NestedQuery In(Place place) => new(StudyFields.Locations, FinderFilters.InPlace(place));

    private static bool IsIn(Place place, Place whole) =>
        string.Equals(place.Country, whole.Country, StringComparison.Ordinal)
        && (whole.State is null || string.Equals(place.State, whole.State, StringComparison.Ordinal));

    private static (int Studies, IReadOnlyList<Facet> Counts) Count(Snapshot snapshot, Query query, CancellationToken cancellation, params (string Column, int Top)[] columns)
    {
        var result = snapshot.Search(
            new SearchRequest(query) { Top = 0, Facets = [.. columns.Select(column => new FacetRequest(column.Column) { Path = StudyFields.Locations, Top = column.Top })] },
            cancellation);
        return (result.Total, result.Facets);
    }

    private IEnumerable<PlaceCount> Places(Facet counts) =>
        from value in counts.Values
        let place = Place.FromKey(value.Value)
        select new PlaceCount(place, value.Count, index.Learned.Places.Find(place));
}
