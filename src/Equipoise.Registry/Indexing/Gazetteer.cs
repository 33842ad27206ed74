using System.Collections.Concurrent;
using System.Globalization;
using Equipoise.Search.Documents;
using Equipoise.Search.Text;

namespace Equipoise.Registry.Indexing;

/// <summary>Where places lie, learned from the sites of the records themselves.</summary>
/// <remarks>A city's point is the mean of the points its sites state, which the registry itself takes from the city. Safe for
/// use by many threads.</remarks>
public sealed class Gazetteer
{
    private readonly ConcurrentDictionary<string, Seen> places = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> changed = new(StringComparer.Ordinal);

    /// <summary>How many places it knows.</summary>
    public int Count => places.Count;

    /// <summary>Reads what <see cref="Write"/> wrote; lines that are not its own are passed over.</summary>
    public static Gazetteer Read(TextReader text)
    {
        var gazetteer = new Gazetteer();
        while (text.ReadLine() is { } line)
        {
            if (line.Split('\t') is [var key, var latitude, var longitude, var sites]
                && double.TryParse(latitude, CultureInfo.InvariantCulture, out var north)
                && double.TryParse(longitude, CultureInfo.InvariantCulture, out var east)
                && int.TryParse(sites, CultureInfo.InvariantCulture, out var count))
                gazetteer.places[key] = new Seen(north, east, count);
        }

        return gazetteer;
    }

    /// <summary>Writes all places, by name.</summary>
    public void Write(TextWriter text)
    {
        changed.Clear();
        foreach (var (key, seen) in places.ToArray().OrderBy(place => place.Key, StringComparer.Ordinal))
            WriteLine(text, key, seen);
    }

    /// <summary>Writes what was learned since the last writing: read behind that, it takes the place of what stands there.</summary>
    public void WriteChanged(TextWriter text)
    {
        foreach (var key in changed.Keys.Where(key => changed.TryRemove(key, out _)))
            WriteLine(text, key, places[key]);
    }

    /// <summary>Learns that a site in a place states a point.</summary>
    public void Learn(Place place, GeoPoint point)
    {
        if (place.City is null || place.Key is not { } key || key.AsSpan().IndexOfAny('\t', '\n', '\r') >= 0)
            return;
        places.AddOrUpdate(
            key,
            static (_, point) => new Seen(point.Latitude, point.Longitude, 1),
            static (_, seen, point) => new Seen(
                seen.Latitude + ((point.Latitude - seen.Latitude) / (seen.Sites + 1)),
                seen.Longitude + ((point.Longitude - seen.Longitude) / (seen.Sites + 1)),
                seen.Sites + 1),
            point);
        // Noted after it is learned, so that whoever writes it meanwhile leaves it to the next writing.
        changed[key] = true;
    }

    /// <summary>Where a place lies, or null where no site told.</summary>
    public GeoPoint? Find(Place place) => places.TryGetValue(place.Key, out var seen) ? seen.Point : null;

    /// <summary>The places that a person's words may mean, the one with the most sites first: a city, optionally followed by
    /// its state or country, in any case and with or without accents (<c>lyon</c>, <c>Paris, Texas</c>).</summary>
    public IReadOnlyList<KnownPlace> Search(string words, int most)
    {
        var parts = words.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Folding.Fold).ToList();
        if (parts.Count == 0)
            return [];
        return
        [
            .. places
                .Select(entry => (Place: Place.FromKey(entry.Key), Seen: entry.Value))
                .Where(entry => Fits(entry.Place, parts))
                .OrderByDescending(entry => string.Equals(Folding.Fold(entry.Place.City!), parts[0], StringComparison.Ordinal))
                .ThenByDescending(entry => entry.Seen.Sites)
                .ThenBy(entry => entry.Place.Key, StringComparer.Ordinal)
                .Take(most)
                .Select(entry => new KnownPlace(entry.Place, entry.Seen.Point, entry.Seen.Sites)),
        ];
    }

    private static void WriteLine(TextWriter text, string key, Seen seen) =>
        text.Write(string.Create(CultureInfo.InvariantCulture, $"{key}\t{seen.Latitude:R}\t{seen.Longitude:R}\t{seen.Sites}\n"));

    private static bool Fits(Place place, List<string> parts) =>
        Folding.Fold(place.City!).StartsWith(parts[0], StringComparison.Ordinal)
        && parts.Skip(1).All(part => Folding.Fold(place.Country).StartsWith(part, StringComparison.Ordinal) || (place.State is { } state && Folding.Fold(state).StartsWith(part, StringComparison.Ordinal)));

    private sealed record Seen(double Latitude, double Longitude, int Sites)
    {
        public GeoPoint Point => new(Latitude, Longitude);
    }
}
