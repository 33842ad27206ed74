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

    private readonly List<byte> key = [];
    private char[] letters = new char[256];
    private StudyRecord record = null!;
    private Gazetteer places = null!;
    private bool teaches;

    /// <summary>Begins with a study.</summary>
    public void Begin(StudyRecord study, Gazetteer gazetteer, bool isTeaching) => (record, places, teaches) = (study, gazetteer, isTeaching);

    /// <summary>Adds what a site of the study has.</summary>
    /// <param name="site">Its document.</param>
    /// <param name="value">Its record.</param>
    public void Add(Document site, JsonElement value)
    {
        if (bytes.TryRead(value, "status"u8, out var status))
        {
            if (StudyEntry.IsShort(status))
                site.Add(Status, status);
        }
        else if (record.StatusCode is { } code && StudyEntry.IsShort(Encoding.UTF8.GetBytes(code)))
        {
            site.Add(StudyFields.SiteStatus, code);
        }

        if (!bytes.TryRead(value, "country"u8, out var country))
            return;
        if (!country.IsEmpty && StudyEntry.IsShort(country) && seen.Add(Countries, country))
            study.Add(Countries, country);
        ReadKey(value, country);
        var place = CollectionsMarshal.AsSpan(key);
        if (!StudyEntry.IsShort(place))
            return;
        site.Add(PlaceKey, place);
        site.Add(Region, place[..(place.LastIndexOf((byte)Place.Separator) + 1)]);
        var length = place.Length;
        if (bytes.TryRead(value, "facility"u8, out var facility) && !facility.IsEmpty && StudyEntry.IsShort(facility))
        {
            Append(facility);
            site.Add(Facility, CollectionsMarshal.AsSpan(key));
        }

        Locate(site, value, CollectionsMarshal.AsSpan(key)[..length]);
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
    private void ReadKey(JsonElement value, ReadOnlySpan<byte> country)
    {
        key.Clear();
        key.AddRange(country);
        bytes.TryRead(value, "state"u8, out var state);
        Append(state);
        bytes.TryRead(value, "city"u8, out var city);
        Append(city);
    }

    private void Append(ReadOnlySpan<byte> part)
    {
        key.Add((byte)Place.Separator);
        key.AddRange(part);
    }

    private void Locate(Document site, JsonElement value, ReadOnlySpan<byte> place)
    {
        if (letters.Length < place.Length)
            letters = new char[place.Length * 2];
        var name = letters.AsSpan(0, Encoding.UTF8.GetChars(place, letters));
        var point = value.TryGetProperty("geoPoint"u8, out var geo) ? ReadPoint(geo) : null;
        if (teaches)
            places.Learn(name, point);
        if (point is null && places.Find(name) is { } known)
            site.Add(Point, known).Add(IsPointLearned, value: true);
    }

    private static int Number(string field) => StudyIndex.Schema.Nested[StudyFields.Locations].FieldNumber(field);
}
