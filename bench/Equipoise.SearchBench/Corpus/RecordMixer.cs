using System.Globalization;
using System.Text.Json;
using Equipoise.Registry.Schema;

namespace Equipoise.SearchBench.Corpus;

/// <summary>Writes a record like a real one: its structure, sites and codes; parts of its texts from related records, rare words among
/// them; another id, other numbers, other dates.</summary>
internal sealed class RecordMixer(RealRecords real, Dictionary dictionary, Random random)
{
    // Of the parts of texts this share comes from another record.
    private const double Mixed = 0.7;
    private const int DaysEitherWay = 700;
    private static readonly HashSet<string> Numbered = ["OrgStudyId", "SecondaryId", "CentralContactPhone", "LocationContactPhone", "PointOfContactPhone", "CentralContactEMail", "LocationContactEMail", "PointOfContactEMail"];
    private readonly Queue<string> rare = new();
    private readonly Stack<SchemaField?> open = new();
    private (string? City, string? Country, bool HasPoint) site;
    private TextPool pool = null!;
    private string id = "";
    private int days;

    /// <summary>Writes the record of a number; returns about how many words it has.</summary>
    public int Write(int number, Utf8JsonWriter json)
    {
        (var body, pool) = real.Draw(random);
        id = string.Create(CultureInfo.InvariantCulture, $"NCT{90_000_000 + number}");
        days = random.Next(-DaysEitherWay, DaysEitherWay);
        foreach (var word in dictionary.NextRareWords(body.Record.Title))
            rare.Enqueue(word);
        var reader = new Utf8JsonReader(body.Record.Utf8.Span);
        SchemaField? field = null;
        while (reader.Read())
            Copy(ref reader, json, ref field);
        return body.Words;
    }

    private void Copy(ref Utf8JsonReader reader, Utf8JsonWriter json, ref SchemaField? field)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                json.WriteStartObject();
                open.Push(field);
                if (field?.Piece is "Location")
                    site = default;
                break;
            case JsonTokenType.EndObject:
                field = open.Pop();
                if (field?.Piece is "Location")
                    WritePoint(json);
                json.WriteEndObject();
                break;
            case JsonTokenType.StartArray:
                json.WriteStartArray();
                open.Push(field);
                break;
            case JsonTokenType.EndArray:
                field = open.Pop();
                json.WriteEndArray();
                break;
            case JsonTokenType.PropertyName:
                var name = reader.GetString()!;
                field = open.Peek() is { } parent ? parent.Child(name) : open.Count == 1 ? RecordSchema.FindPath(name) : null;
                site.HasPoint |= field?.Piece is "LocationGeoPoint";
                json.WritePropertyName(name);
                break;
            case JsonTokenType.String when field is not null:
                json.WriteStringValue(Change(field, reader.GetString()!));
                break;
            case JsonTokenType.String:
                json.WriteStringValue(reader.GetString());
                break;
            default:
                json.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                break;
        }
    }

    private string Change(SchemaField field, string text)
    {
        if (field.Piece is "NCTId")
            return id;
        if (field.Piece is "LocationCity")
            site.City = text;
        if (field.Piece is "LocationCountry")
            site.Country = text;
        if (Numbered.Contains(field.Piece))
            return Renumber(text);
        if (field.Type == FieldType.Date && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return TextPool.Mixes(field) ? Mix(field, text) : text;
    }

    private string Mix(SchemaField field, string text)
    {
        var (parts, between) = TextPool.Parts(field, text);
        for (var part = 0; part < parts.Length; part++)
        {
            if (random.NextDouble() < Mixed && pool.Draw(field, random) is { } other)
                parts[part] = other;
            if (rare.Count > 0 && random.Next(24) < rare.Count)
                parts[part] = $"{parts[part].TrimEnd('.')} {rare.Dequeue()}";
        }

        return string.Join(between, parts);
    }

    // Another digit for each digit, so that numbers are as many as in real records.
    private string Renumber(string text) => string.Create(text.Length, (text, random), static (target, source) =>
    {
        for (var at = 0; at < target.Length; at++)
            target[at] = char.IsAsciiDigit(source.text[at]) ? (char)('0' + source.random.Next(10)) : source.text[at];
    });

    // The older XML has no coordinates: a city that another record places lies there.
    private void WritePoint(Utf8JsonWriter json)
    {
        if (site.HasPoint || !real.Places.TryGetValue(RealRecords.Address(site.City, site.Country), out var point))
            return;
        json.WriteStartObject("geoPoint");
        json.WriteNumber("lat", point.Latitude);
        json.WriteNumber("lon", point.Longitude);
        json.WriteEndObject();
    }
}
