using System.Globalization;
using Equipoise.Registry.Finding;
using Equipoise.Registry.Indexing;
using GeoPoint = Equipoise.Search.Documents.GeoPoint;

namespace Equipoise.Web.Finder;

/// <summary>What a person asks for, read from an address: the search, and what of the address could not be used.</summary>
/// <param name="Query">The search.</param>
/// <param name="Problems">A sentence for each part that was left out, and why.</param>
/// <param name="OtherPlaces">Other places of the name that was asked for.</param>
public sealed record SearchInput(FinderQuery Query, IReadOnlyList<string> Problems, IReadOnlyList<KnownPlace> OtherPlaces)
{
    /// <summary>A sentence for each part that was used otherwise than a person may think.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The radius where none is chosen, in kilometers.</summary>
    public const int DefaultRadius = 80;
    /// <summary>The radii to choose from, in kilometers.</summary>
    public static IReadOnlyList<int> Radii { get; } = [10, 25, 50, DefaultRadius, 160, 320, 800];
    private const int MostRadius = 20_000;
    private const int MostAge = 120;
    private const int PageSize = 20;

    /// <summary>Reads an address.</summary>
    public static SearchInput Read(SearchAddress address, Gazetteer places)
    {
        var (problems, notes) = (new List<string>(), new List<string>());
        var (near, city, others) = ReadPlace(address, places, problems, notes);
        if (TypedId.Normalize(address[SearchAddress.Words]) is ['N', 'C', 'T', .. { Length: > 0 and not 8 } digits] && digits.All(char.IsAsciiDigit))
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"The id of a study is NCT and eight digits: '{address[SearchAddress.Words]}' has {digits.Length}."));
        var chosen = FinderFacet.All
            .Select(facet => (facet.Name, Values: address.All(facet.Name)))
            .Where(facet => facet.Values.Count > 0)
            .ToDictionary(facet => facet.Name, facet => facet.Values, StringComparer.Ordinal);
        notes.AddRange(FinderFacet.All.SelectMany(facet => address.All(facet.Name).Where(value => !facet.MayHave(value)).Select(value => UnknownChoice(facet, value))));
        var query = new FinderQuery
        {
            Words = address[SearchAddress.Words],
            Near = near,
            NamedCity = city,
            IsPlaceUnknown = address[SearchAddress.Near].Length > 0 && near is null && city is null,
            Age = ReadNumber(address[SearchAddress.Age], 0, MostAge, "An age", "years", problems),
            PersonSex = ReadSex(address[SearchAddress.Person], problems),
            RecruitingNow = address[SearchAddress.Open].Length > 0,
            Chosen = chosen,
            In = address[SearchAddress.Country] is { Length: > 0 } country
                ? new Place(country, OrNull(address[SearchAddress.State]), OrNull(address[SearchAddress.City]))
                : null,
            Facility = address[SearchAddress.Country].Length > 0 ? OrNull(address[SearchAddress.Facility]) : null,
            Condition = OrNull(address[SearchAddress.Condition]),
            Order = ReadOrder(address[SearchAddress.Sort], near, problems),
            Offset = ((ReadNumber(address[SearchAddress.Page], 1, Registry.Finding.Finder.MostReachable / PageSize, "A page", "", problems) ?? 1) - 1) * PageSize,
            PageSize = PageSize,
        };
        return new SearchInput(query, problems, others) { Notes = notes };
    }

    // It stays in the search, which then finds nothing for it: leaving it out would find what was not asked for.
    private static string UnknownChoice(FinderFacet facet, string value) =>
        $"{facet.Title} is never '{value}', so nothing is found for it. It is {string.Join(", ", facet.Values.SkipLast(1))} or {facet.Values[^1]}.";

    private static (FinderPlace? Near, Place? City, IReadOnlyList<KnownPlace> Others) ReadPlace(SearchAddress address, Gazetteer places, List<string> problems, List<string> notes)
    {
        var words = address[SearchAddress.Near];
        if (words.Length == 0)
            return (null, null, []);
        var radius = ReadNumber(address[SearchAddress.Radius], 1, MostRadius, "A radius", "kilometers", problems) ?? DefaultRadius;
        if (ReadPoint(words) is { } given)
            return (new FinderPlace(words, given, radius), null, []);
        var known = places.Search(words, most: 6);
        IReadOnlyList<KnownPlace> others = [.. known.Skip(1)];
        switch (known)
        {
            case [{ Point: { } point } located, ..]:
                return (new FinderPlace(located.Place.ToString(), point, radius), null, others);
            case [var unlocated, ..]:
                notes.Add($"No record says where {unlocated.Place} lies: these are the studies with a site in it, without those around it and without distances.");
                return (null, unlocated.Place, others);
            default:
                problems.Add($"No study site here is in a place called '{words}', so nothing is found near it. Try a larger city, the city with its state or country, or a latitude and longitude such as 48.79, 2.36.");
                return (null, null, []);
        }
    }

    private static GeoPoint? ReadPoint(string words) =>
        words.Split(',') is [var north, var east]
        && double.TryParse(north, NumberStyles.Float, CultureInfo.InvariantCulture, out var latitude)
        && double.TryParse(east, NumberStyles.Float, CultureInfo.InvariantCulture, out var longitude)
        && Math.Abs(latitude) <= 90 && Math.Abs(longitude) <= 180
            ? new GeoPoint(latitude, longitude)
            : null;

    private static int? ReadNumber(string text, int least, int most, string what, string unit, List<string> problems)
    {
        if (text.Length == 0)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        problems.Add(string.Create(CultureInfo.InvariantCulture, $"{what} is a whole number from {least:N0} to {most:N0}{(unit.Length > 0 ? $" {unit}" : "")}, not '{text}': it was left out."));
        return null;
    }

    private static string? ReadSex(string text, List<string> problems)
    {
        if (text.Length == 0)
            return null;
        if (text is "FEMALE" or "MALE")
            return text;
        problems.Add($"'{text}' is not FEMALE or MALE: it was left out.");
        return null;
    }

    private static FinderOrder ReadOrder(string text, FinderPlace? near, List<string> problems)
    {
        if (text.Length == 0)
            return FinderOrder.Relevance;
        if (!Enum.TryParse<FinderOrder>(text, ignoreCase: true, out var order) || !Enum.IsDefined(order) || char.IsAsciiDigit(text[0]))
        {
            problems.Add($"'{text}' is not an order: the best fit comes first.");
            return FinderOrder.Relevance;
        }

        if (order == FinderOrder.Distance && near is null)
        {
            problems.Add("To sort by distance, say near which place.");
            return FinderOrder.Relevance;
        }

        return order;
    }

    private static string? OrNull(string text) => text.Length > 0 ? text : null;
}
