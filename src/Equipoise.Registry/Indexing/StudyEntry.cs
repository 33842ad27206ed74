using System.Collections.Frozen;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Equipoise.Registry.Records;
using Equipoise.Registry.Schema;
using Equipoise.Registry.Store;
using Equipoise.Search.Documents;
using GeoPoint = Equipoise.Search.Documents.GeoPoint;

namespace Equipoise.Registry.Indexing;

/// <summary>A study's record as the index takes it: every field of the schema by its piece name, sites as nested documents.
/// What the schema does not know, or has another type than it says, stays in the store and is left out here.</summary>
internal sealed class StudyEntry
{
    private static readonly FrozenDictionary<string, SchemaField> Sections = RecordSchema.Fields
        .Where(field => field.Parent is null)
        .ToFrozenDictionary(field => field.Name, StringComparer.Ordinal);

    private static readonly FrozenSet<string> WholeTexts = StudyFields.WholeTexts.Concat(StudyFields.WholeSiteTexts).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> WordsOfEnums = RecordSchema.Areas
        .SelectMany(area => area.Fields)
        .Where(field => field.Field.Type == FieldType.Enumeration)
        .Select(field => field.Field.Piece)
        .ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<(string Type, string Value), string> LegacyLabels = RecordSchema.Enums
        .SelectMany(type => type.Value, (type, value) => (Key: (type.Key, value.Value), value.Legacy))
        .ToFrozenDictionary(entry => entry.Key, entry => entry.Legacy);

    // A code or a name taken whole is short; what is longer is no code, and is found by its words alone.
    private const int LongestWhole = 500;

    private readonly Document document = new();
    private readonly HashSet<(string Piece, string Text)> siteTexts = [];
    private readonly HashSet<(string Column, double Number)> counts = [];
    private readonly HashSet<string> wordless = new(StringComparer.Ordinal);
    private readonly StudyRecord record;
    private readonly LearnedNames learned;
    private string? statusCode;

    private readonly bool teaches;

    private StudyEntry(StudyRecord record, LearnedNames learned, bool teaches) => (this.record, this.learned, this.teaches) = (record, learned, teaches);

    /// <summary>Makes the document, and learns the names and places its record teaches.</summary>
    /// <param name="study">The study.</param>
    /// <param name="learned">What the records have taught.</param>
    /// <param name="teaches">False for a record from which all was learned before.</param>
    public static Document From(StoredStudy study, LearnedNames learned, bool teaches = true)
    {
        var entry = new StudyEntry(study.Record, learned, teaches);
        entry.AddFields();
        entry.AddDerived(study.Origin);
        if (teaches)
            entry.LearnTreatments();
        entry.document.Payload = StudyCard.From(study).ToBytes();
        return entry.document;
    }

    private void AddFields()
    {
        foreach (var section in record.Root.Element!.Value.EnumerateObject())
        {
            if (Sections.TryGetValue(section.Name, out var field))
                Add(field, section.Value, document);
        }
    }

    private void AddDerived(StudyOrigin origin)
    {
        document.Add(StudyFields.IsSample, origin == StudyOrigin.Sample);
        foreach (var funder in record.FunderCodes.Where(code => code.Length <= LongestWhole))
            document.Add(StudyFields.FunderType, funder);
        if (record.Start is { } start)
            document.Add(StudyFields.StartYear, start.Year.ToString("D4", CultureInfo.InvariantCulture));
        var conditions = record.Conditions.Select(ConditionName.Of).OfType<ConditionName>().DistinctBy(name => name.Key, StringComparer.Ordinal).ToList();
        foreach (var condition in conditions)
            document.Add(StudyFields.Conditions, condition.Key);
        foreach (var letter in conditions.Select(condition => condition.Letter).Distinct(StringComparer.Ordinal))
            document.Add(StudyFields.ConditionLetters, letter);
        foreach (var alias in record.Aliases)
            document.Add(StudyFields.Whole("NCTIdAlias"), alias.ToString());
        foreach (var id in record.AllIds.Select(TypedId.Normalize).Where(id => id.Length is > 0 and <= 100).Distinct(StringComparer.Ordinal))
            document.Add(StudyFields.Ids, id);
    }

    private void LearnTreatments()
    {
        foreach (var treatment in record.InterventionDetails)
            learned.Treatments.Learn(treatment.Name, treatment.OtherNames);
    }

    private void Add(SchemaField field, JsonElement value, Document into)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                    Add(field, item, into);
                break;
            case JsonValueKind.Object when field.IsNested:
                AddSite(field, value);
                break;
            case JsonValueKind.Object when field.Type == FieldType.GeoPoint:
                if (ReadPoint(value) is { } point && into != document)
                    into.Add(field.Piece, point);
                break;
            case JsonValueKind.Object:
                AddMembers(field, value, into);
                break;
            case JsonValueKind.String:
                AddText(field, RecordPart.Read(value), into);
                break;
            case JsonValueKind.Number when field.Type is FieldType.WholeNumber or FieldType.Number:
                into.Add(field.Piece, value.GetDouble());
                break;
            case JsonValueKind.True or JsonValueKind.False when field.Type == FieldType.Boolean:
                into.Add(field.Piece, value.GetBoolean());
                break;
        }
    }

    private void AddMembers(SchemaField field, JsonElement value, Document into)
    {
        foreach (var member in value.EnumerateObject())
        {
            if (ChildOf(field, member) is { IsIndexedOnly: false } child)
                Add(child, member.Value, into);
        }

        foreach (var (column, number) in StudyCounts.Of(field, value))
        {
            if (into != document)
                into.Add(column, number);
            if (counts.Add((column, number)))
                document.Add(column, number);
        }
    }

    private static SchemaField? ChildOf(SchemaField field, JsonProperty member)
    {
        var name = JsonMarshal.GetRawUtf8PropertyName(member);
        return name.Contains((byte)'\\') ? field.Child(member.Name) : field.Child(name);
    }

    private void AddSite(SchemaField field, JsonElement value)
    {
        var site = document.AddNested(StudyFields.Locations);
        AddMembers(field, value, site);
        var status = TextOf(value, "status"u8) ?? (statusCode ??= record.StatusCode);
        if (status is { Length: <= LongestWhole })
            site.Add(StudyFields.SiteStatus, status);
        if (TextOf(value, "country"u8) is not { } country)
            return;
        if (country.Length is > 0 and <= LongestWhole && siteTexts.Add((StudyFields.Countries, country)))
            document.Add(StudyFields.Countries, country);
        var place = new Place(country, TextOf(value, "state"u8), TextOf(value, "city"u8));
        var key = place.Key;
        if (key.Length > LongestWhole)
            return;
        site.Add(StudyFields.Place, key);
        site.Add(StudyFields.Region, (place with { City = null }).Key);
        if (TextOf(value, "facility"u8) is { Length: > 0 and <= LongestWhole } facility)
            site.Add(StudyFields.Facility, new Facility(place, facility).Key);
        var point = value.TryGetProperty("geoPoint"u8, out var geo) ? ReadPoint(geo) : null;
        if (teaches)
            learned.Places.Learn(place, point);
        if (point is null && learned.Places.Find(place) is { } known)
            site.Add("LocationGeoPoint", known).Add(StudyFields.IsPointLearned, value: true);
    }

    private void AddText(SchemaField field, string text, Document into)
    {
        switch (field.Type)
        {
            case FieldType.Text or FieldType.Markup:
                into.Add(field.Piece, text);
                if (!HasWord(text) && wordless.Add(field.Piece))
                    document.Add(StudyFields.Wordless, field.Piece);
                // A study with 300 sites in one country is not 300 times as much about that country.
                if (into != document && siteTexts.Add((field.Piece, text)))
                    document.Add(field.Piece, text);
                if (WholeTexts.Contains(field.Piece) && text.Length is > 0 and <= LongestWhole)
                    into.Add(StudyFields.Whole(field.Piece), text);
                break;
            case FieldType.Enumeration when text.Length <= LongestWhole:
                into.Add(field.Piece, text);
                if (into != document && siteTexts.Add((field.Piece, text)))
                    document.Add(field.Piece, text);
                if (WordsOfEnums.Contains(field.Piece))
                    AddWords(field, text, into);
                break;
            case FieldType.Date when PartialDate.TryParse(text.Length > 10 ? text[..10] : text, out var date):
                into.Add(field.Piece, date.First);
                break;
            case FieldType.Duration when Age.TryParse(text, out var age):
                into.Add(field.Piece, age.Years);
                break;
        }
    }

    private void AddWords(SchemaField field, string value, Document into)
    {
        var words = StudyFields.Words(field.Piece);
        if (into != document && !siteTexts.Add((words, value)))
            return;
        document.Add(words, value.Replace('_', ' '));
        if (LegacyLabels.TryGetValue((field.EnumType!, value), out var legacy))
            document.Add(words, legacy);
    }

    private static bool HasWord(ReadOnlySpan<char> text)
    {
        foreach (var sign in text)
        {
            if (char.IsLetterOrDigit(sign))
                return true;
        }

        return false;
    }

    private static string? TextOf(JsonElement value, ReadOnlySpan<byte> name) =>
        value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? RecordPart.Read(member) : null;

    private static GeoPoint? ReadPoint(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object
        && value.TryGetProperty("lat"u8, out var latitude) && latitude.ValueKind == JsonValueKind.Number
        && value.TryGetProperty("lon"u8, out var longitude) && longitude.ValueKind == JsonValueKind.Number
        && latitude.GetDouble() is >= -90 and <= 90 && longitude.GetDouble() is >= -180 and <= 180
            ? new GeoPoint(latitude.GetDouble(), longitude.GetDouble())
            : null;
}
