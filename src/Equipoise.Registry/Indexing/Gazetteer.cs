using System.Collections.Concurrent;
using System.Globalization;
using Equipoise.Search.Documents;
using Equipoise.Search.Text;

namespace Equipoise.Registry.Indexing;

/// <summary>Where places lie, learned from the sites of the records themselves.</summary>
/// <remarks>A city lies where most of its sites say; of positions stated equally often, the most southern and western stands. Cities that
/// no site locates are kept too, by their name. Safe for use by many threads.</remarks>
public sealed class Gazetteer
{
    // Sites of a large city are at some dozen positions; a file of invented ones must not take memory without end.
    private const int MostPositions = 32;

    // Between country and city of a key without a state.
    private static readonly string NoState = new(Place.Separator, 2);

    private readonly ConcurrentDictionary<string, NamedCity> cities = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> changed = new(StringComparer.Ordinal);

    // By country and city, the key of the only state in which a city of that name is located; empty where there are several.
    private readonly ConcurrentDictionary<string, string> onlyStates = new(StringComparer.Ordinal);
    private bool hasNewlyLocated = true;

    /// <summary>How many places it knows by name.</summary>
    public int Count => cities.Count;

    /// <summary>Reads what <see cref="Write"/> wrote; lines that are not its own are passed over.</summary>
    public static Gazetteer Read(TextReader text)
    {
        var gazetteer = new Gazetteer();
        while (text.ReadLine() is { } line)
        {
            if (line.Split('\t') is not [var key, var latitude, var longitude, var sites]
                || !int.TryParse(sites, CultureInfo.InvariantCulture, out var count)
                || key.Split(Place.Separator) is not [_, _, { Length: > 0 }])
                continue;
            if (latitude.Length == 0)
                gazetteer.Note(key, point: null, count);
            else if (double.TryParse(latitude, CultureInfo.InvariantCulture, out var north) && double.TryParse(longitude, CultureInfo.InvariantCulture, out var east))
                gazetteer.Note(key, new GeoPoint(north, east), count);
        }

        return gazetteer;
    }

    /// <summary>Writes all places, by name.</summary>
    public void Write(TextWriter text)
    {
        changed.Clear();
        foreach (var (key, city) in cities.ToArray().OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            city.HasChanged = false;
            WriteLines(text, key, city);
        }
    }

    /// <summary>Writes what was learned since the last writing: read behind that, it takes the place of what stands there.</summary>
    public void WriteChanged(TextWriter text)
    {
        foreach (var key in changed.Keys.Where(key => changed.TryRemove(key, out _)))
        {
            cities[key].HasChanged = false;
            WriteLines(text, key, cities[key]);
        }
    }

    /// <summary>Learns that there is a site in a place, and where it lies, if its record says so.</summary>
    public void Learn(Place place, GeoPoint? point)
    {
        if (place.City is not null)
            Learn(place.Key, point);
    }

    /// <summary>Learns the same by a place's key; one without a city is passed over.</summary>
    internal void Learn(ReadOnlySpan<char> key, GeoPoint? point)
    {
        if (!IsCity(key) || key.IndexOfAny('\t', '\n', '\r') >= 0)
            return;
        var city = Note(key, point, sites: null);
        // Noted after it is learned, so that whoever writes it meanwhile leaves it to the next writing.
        if (city.HasChanged)
            return;
        city.HasChanged = true;
        changed[key.ToString()] = true;
    }

    /// <summary>Where a city lies, or null where no site told. Of a city without a state, where the only city of its name in the
    /// country lies; of one with a state that no site locates, where sites that name no state put it, unless a city of that name in another
    /// state is located (<c>London, England</c> and <c>London</c>).</summary>
    public GeoPoint? Find(Place place) => Find(place.Key);

    /// <summary>Where the city of a place's key lies, or null.</summary>
    internal GeoPoint? Find(ReadOnlySpan<char> key)
    {
        if (cities.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key, out var city) && city.Point is { } point)
            return point;
        if (!IsCity(key))
            return null;
        return key.IndexOf(NoState) < 0 ? FindWithoutState(key) : onlyStates.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key, out var only) && only.Length > 0 ? cities[only].Point : null;
    }

    private GeoPoint? FindWithoutState(ReadOnlySpan<char> key)
    {
        var country = key[..key.IndexOf(Place.Separator)];
        var city = key[key.LastIndexOf(Place.Separator)..];
        var stateless = string.Concat(country, NoState.AsSpan(1), city);
        return !onlyStates.ContainsKey(stateless) && cities.TryGetValue(stateless, out var named) ? named.Point : null;
    }

    /// <summary>The places that a person's words may mean, the one with the most sites first: a city, optionally followed by
    /// its state or country or both, in any case and with or without accents, states also by their letters (<c>lyon</c>,
    /// <c>Paris, Texas</c>, <c>paris tx</c>).</summary>
    public IReadOnlyList<KnownPlace> Search(string words, int most)
    {
        var parts = words.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Folding.Fold).ToList();
        if (parts.Count == 0)
            return [];
        var found = Search(parts, most);
        // Without a comma the state or country is what stands behind one of the spaces.
        for (var space = parts[0].LastIndexOf(' '); found.Count == 0 && parts.Count == 1 && space > 0; space = parts[0].LastIndexOf(' ', space - 1))
            found = Search([parts[0][..space], parts[0][(space + 1)..]], most);
        return found;
    }

    /// <summary>True once after a city got its first position, and at the beginning: entries made before may lack it.</summary>
    internal bool TakeNewlyLocated() => Interlocked.Exchange(ref hasNewlyLocated, value: false);

    private IReadOnlyList<KnownPlace> Search(List<string> parts, int most) =>
    [
        .. cities
            .Where(entry => entry.Value.FoldedName.StartsWith(parts[0], StringComparison.Ordinal))
            .Select(entry => (Place: Place.FromKey(entry.Key), City: entry.Value))
            .Where(entry => parts.Skip(1).All(part => LiesIn(entry.Place, part)))
            .OrderByDescending(entry => entry.City.FoldedName.Length == parts[0].Length)
            .ThenByDescending(entry => entry.City.Sites)
            .ThenBy(entry => entry.Place.Key, StringComparer.Ordinal)
            .Take(most)
            .Select(entry => new KnownPlace(entry.Place, Find(entry.Place), entry.City.Sites)),
    ];

    private static bool LiesIn(Place place, string part) =>
        Begins(place.Country, part) || Begins(place.State, part) || (PlaceLetters.Find(part) is { } name && (Begins(place.Country, name) || Begins(place.State, name)));

    private static bool Begins(string? name, string part) => name is not null && Folding.Fold(name).StartsWith(part, StringComparison.Ordinal);

    private static bool IsCity(ReadOnlySpan<char> key) => key.Count(Place.Separator) == 2 && key[^1] != Place.Separator;

    // One site more, or as many as are known.
    private NamedCity Note(ReadOnlySpan<char> key, GeoPoint? point, int? sites)
    {
        if (!cities.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key, out var city))
            city = cities.GetOrAdd(key.ToString(), static key => new NamedCity(Folding.Fold(Place.FromKey(key).City!)));
        if (!city.Note(point, sites))
            return city;
        var name = key.ToString();
        var place = Place.FromKey(name);
        if (place.State is not null)
            onlyStates.AddOrUpdate((place with { State = null }).Key, name, (_, only) => string.Equals(only, name, StringComparison.Ordinal) ? name : "");
        Volatile.Write(ref hasNewlyLocated, value: true);
        return city;
    }

    private static void WriteLines(TextWriter text, string key, NamedCity city)
    {
        var (positions, unlocated) = city.All();
        foreach (var (point, sites) in positions)
            text.Write(string.Create(CultureInfo.InvariantCulture, $"{key}\t{point.Latitude:R}\t{point.Longitude:R}\t{sites}\n"));
        if (unlocated > 0)
            text.Write(string.Create(CultureInfo.InvariantCulture, $"{key}\t\t\t{unlocated}\n"));
    }

    private sealed class NamedCity(string foldedName)
    {
        private readonly Lock gate = new();
        private readonly List<(GeoPoint Point, int Sites)> positions = [];
        private int unlocated;
        private int best = -1;
        private volatile bool hasChanged;

        /// <summary>Whether it is among what changed since the last writing: whoever writes says no before, whoever learns says yes behind.</summary>
        public bool HasChanged
        {
            get => hasChanged;
            set => hasChanged = value;
        }

        public string FoldedName => foldedName;

        public int Sites
        {
            get
            {
                lock (gate)
                    return unlocated + positions.Sum(position => position.Sites);
            }
        }

        public GeoPoint? Point
        {
            get
            {
                lock (gate)
                    return best < 0 ? null : positions[best].Point;
            }
        }

        public ((GeoPoint Point, int Sites)[] Positions, int Unlocated) All()
        {
            lock (gate)
                return ([.. positions], unlocated);
        }

        /// <summary>Notes one site more, or as many as are known, and says whether it is located since.</summary>
        public bool Note(GeoPoint? point, int? sites)
        {
            lock (gate)
            {
                if (point is not { } here)
                {
                    unlocated = sites ?? unlocated + 1;
                    return false;
                }

                var wasLocated = best >= 0;
                var at = positions.Count - 1;
                while (at >= 0 && positions[at].Point != here)
                    at--;
                if (at < 0 && positions.Count == MostPositions)
                    return false;
                if (at < 0)
                    positions.Add((here, sites ?? 1));
                else
                    positions[at] = (here, sites ?? positions[at].Sites + 1);
                best = 0;
                for (var other = 1; other < positions.Count; other++)
                {
                    if (IsBefore(positions[other], positions[best]))
                        best = other;
                }

                return !wasLocated;
            }
        }

        private static bool IsBefore((GeoPoint Point, int Sites) one, (GeoPoint Point, int Sites) other) =>
            one.Sites != other.Sites ? one.Sites > other.Sites
            : one.Point.Latitude != other.Point.Latitude ? one.Point.Latitude < other.Point.Latitude
            : one.Point.Longitude < other.Point.Longitude;
    }
}
