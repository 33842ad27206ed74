using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Equipoise.Registry.Records;
using GeoPoint = Equipoise.Search.Documents.GeoPoint;
using Document = Equipoise.Search.Documents.Document;

namespace Equipoise.Registry.Indexing;

/// <summary>What the document of a site has beyond the fields of its record: its status, its place and its hospital under keys, and where its city lies if the
/// record does not say where it does.</summary>
internal sealed class SiteEntry(Document study, SeenTexts seen, RecordBytes bytes)
{
    private static readonly int Countries = StudyIndex.Schema.Documents.FieldNumber(StudyFields.Countries);
    private static readonly int Status = Number(StudyFields.SiteStatus);
    private static readonly int PlaceKey = Number(StudyFields.Place);
    private static readonly int Region = Number(StudyFields.Region);
    private static readonly int Facility = Number(StudyFields.Facility);
    private static readonly int Point = Number("LocationGeoPoint");
    private static readonly int IsPointLearned = Number(StudyFields.IsPointLearned);

    private static readonly string[] Parts = ["status", "country", "state", "city", "facility", "geoPoint"];
    private static readonly int StatusPart = PartOf("status");
    private static readonly int CountryPart = PartOf("country");
    private static readonly int StatePart = PartOf("state");
    private static readonly int CityPart = PartOf("city");
    private static readonly int FacilityPart = PartOf("facility");
    private static readonly int PointPart = PartOf("geoPoint");

    private readonly JsonElement[] parts = new JsonElement[Parts.Length];
    private readonly List<byte> key = [];
    private char[] letters = new char[256];
    private StudyRecord record = null!;
    private Gazetteer places = null!;
    private bool teaches;

    /// <summary>Begins with a study.</summary>
    public void Begin(StudyRecord study, Gazetteer gazetteer, bool isTeaching) => (record, places, teaches) = (study, gazetteer, isTeaching);

    /// <summary>The number of a part of a site that more is made of; -1 for any other.</summary>
    public static int PartOf(string member) => Array.IndexOf(Parts, member);

    /// <summary>Begins with a site.</summary>
    public void BeginSite() => parts.AsSpan().Clear();

    /// <summary>Notes a part of the site; of several the last one stands.</summary>
    public void Note(int part, JsonElement value) => parts[part] = value;

    /// <summary>Adds what the site has, when its parts were noted.</summary>
    /// <param name="site">Its document.</param>
    public void Add(Document site)
    {
        if (TryRead(StatusPart, out var status))
        {
            if (StudyEntry.IsShort(status))
                site.Add(Status, status);
        }
        else if (record.StatusCode is { } code && StudyEntry.IsShort(Encoding.UTF8.GetBytes(code)))
        {
            site.Add(StudyFields.SiteStatus, code);
        }

        if (!TryRead(CountryPart, out var country))
            return;
        if (!country.IsEmpty && StudyEntry.IsShort(country) && seen.Add(Countries, country))
            study.Add(Countries, country);
        ReadKey(country);
        var place = CollectionsMarshal.AsSpan(key);
        if (!StudyEntry.IsShort(place))
            return;
        site.Add(PlaceKey, place);
        site.Add(Region, place[..(place.LastIndexOf((byte)Place.Separator) + 1)]);
        var length = place.Length;
        if (TryRead(FacilityPart, out var facility) && !facility.IsEmpty && StudyEntry.IsShort(facility))
        {
            Append(facility);
            site.Add(Facility, CollectionsMarshal.AsSpan(key));
        }

        Locate(site, CollectionsMarshal.AsSpan(key)[..length]);
    }

    /// <summary>The point that an object of a record states, or null where it is none on Earth.</summary>
    public static GeoPoint? ReadPoint(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object
        && value.TryGetProperty("lat"u8, out var latitude) && latitude.ValueKind == JsonValueKind.Number
        && value.TryGetProperty("lon"u8, out var longitude) && longitude.ValueKind == JsonValueKind.Number
        && latitude.GetDouble() is >= -90 and <= 90 and var north && longitude.GetDouble() is >= -180 and <= 180 and var east
            ? new GeoPoint(north, east)
            : null;

    // Country, state and city, as the key of a place has them.
    private void ReadKey(ReadOnlySpan<byte> country)
    {
        key.Clear();
        key.AddRange(country);
        TryRead(StatePart, out var state);
        Append(state);
        TryRead(CityPart, out var city);
        Append(city);
    }

    private bool TryRead(int part, out ReadOnlySpan<byte> text)
    {
        var isText = parts[part].ValueKind == JsonValueKind.String;
        text = isText ? bytes.Read(parts[part]) : default;
        return isText;
    }

    private void Append(ReadOnlySpan<byte> part)
    {
        key.Add((byte)Place.Separator);
        key.AddRange(part);
    }

    private void Locate(Document site, ReadOnlySpan<byte> place)
    {
        if (letters.Length < place.Length)
            letters = new char[place.Length * 2];
        var name = letters.AsSpan(0, Encoding.UTF8.GetChars(place, letters));
        var point = ReadPoint(parts[PointPart]);
        if (teaches)
            places.Learn(name, point);
        if (point is null && places.Find(name) is { } known)
            site.Add(Point, known).Add(IsPointLearned, value: true);
    }

    private static int Number(string field) => StudyIndex.Schema.Nested[StudyFields.Locations].FieldNumber(field);
}
