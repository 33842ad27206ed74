using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Equipoise.Registry.Records;
using Equipoise.Registry.Schema;
using Equipoise.Registry.Store;
using Equipoise.Search.Documents;

namespace Equipoise.Registry.Indexing;

/// <summary>A study's record as the index takes it: every field of the schema by its piece name, sites as nested documents.
/// What the schema does not know, or has another type than it says, stays in the store and is left out here.</summary>
/// <remarks>Texts go from the record to the document as they are, in UTF-8. An entry is filled again and again, one thread at a time.</remarks>
internal sealed class StudyEntry
{
    // A code or a name taken whole is short; what is longer is no code, and is found by its words alone.
    private const int LongestWhole = 500;

    private static readonly int Wordless = StudyIndex.Schema.Documents.FieldNumber(StudyFields.Wordless);

    private readonly SeenTexts siteTexts = new();
    private readonly HashSet<(int Column, double Number)> counts = [];
    private readonly HashSet<EntryField> wordless = [];
    private readonly RecordBytes bytes = new();
    private readonly SiteEntry sites;
    private StudyRecord record = null!;

    public StudyEntry() => sites = new SiteEntry(Document, siteTexts, bytes);

    /// <summary>The document, as long as the entry is not filled anew.</summary>
    public Document Document { get; } = new();

    /// <summary>How many bytes the record had that the document is of.</summary>
    public int RecordLength => record.Utf8.Length;

    /// <summary>Makes the document, and learns the names and places its record teaches.</summary>
    /// <param name="study">The study.</param>
    /// <param name="learned">What the records have taught.</param>
    /// <param name="teaches">False for a record from which all was learned before.</param>
    public void Fill(StoredStudy study, LearnedNames learned, bool teaches = true)
    {
        record = study.Record;
        Document.Clear();
        siteTexts.Clear();
        counts.Clear();
        wordless.Clear();
        sites.Begin(record, learned.Places, teaches);
        AddSections();
        AddDerived(study.Origin);
        if (teaches)
            LearnTreatments(learned);
        Document.Payload = StudyCard.From(study).ToBytes();
    }

    private void AddSections()
    {
        foreach (var section in record.Root.Element!.Value.EnumerateObject())
        {
            foreach (var field in EntryField.Sections)
            {
                if (section.NameEquals(field.Name))
                    Add(field, section.Value, site: null);
            }
        }
    }

    private void AddDerived(StudyOrigin origin)
    {
        Document.Add(StudyFields.IsSample, origin == StudyOrigin.Sample);
        foreach (var funder in record.FunderCodes.Where(code => code.Length <= LongestWhole))
            Document.Add(StudyFields.FunderType, funder);
        if (record.Start is { } start)
            Document.Add(StudyFields.StartYear, start.Year.ToString("D4", CultureInfo.InvariantCulture));
        var conditions = record.Conditions.Select(ConditionName.Of).OfType<ConditionName>().DistinctBy(name => name.Key, StringComparer.Ordinal).ToList();
        foreach (var condition in conditions)
            Document.Add(StudyFields.Conditions, condition.Key);
        foreach (var letter in conditions.Select(condition => condition.Letter).Distinct(StringComparer.Ordinal))
            Document.Add(StudyFields.ConditionLetters, letter);
        foreach (var alias in record.Aliases)
            Document.Add(StudyFields.Whole("NCTIdAlias"), alias.ToString());
        foreach (var id in record.AllIds.Select(TypedId.Normalize).Where(id => id.Length is > 0 and <= 100).Distinct(StringComparer.Ordinal))
            Document.Add(StudyFields.Ids, id);
    }

    private void LearnTreatments(LearnedNames learned)
    {
        foreach (var treatment in record.InterventionDetails)
            learned.Treatments.Learn(treatment.Name, treatment.OtherNames);
    }

    private void Add(EntryField field, JsonElement value, Document? site)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                    Add(field, item, site);
                break;
            case JsonValueKind.Object when field.IsNested:
                AddSite(field, value);
                break;
            case JsonValueKind.Object when field.Type == FieldType.GeoPoint:
                if (SiteEntry.ReadPoint(value) is { } point)
                    site?.Add(field.Site, point);
                break;
            case JsonValueKind.Object:
                AddMembers(field, value, site);
                break;
            case JsonValueKind.String:
                AddText(field, bytes.Read(value), site);
                break;
            case JsonValueKind.Number when field.Type is FieldType.WholeNumber or FieldType.Number:
                (site ?? Document).Add(NumberIn(site, field), value.GetDouble());
                break;
            case JsonValueKind.True or JsonValueKind.False when field.Type == FieldType.Boolean:
                (site ?? Document).Add(NumberIn(site, field), value.GetBoolean());
                break;
        }
    }

    private static int NumberIn(Document? site, EntryField field) => site is null ? field.Study : field.Site;

    private void AddMembers(EntryField field, JsonElement value, Document? site)
    {
        var next = 0;
        foreach (var member in value.EnumerateObject())
        {
            var name = JsonMarshal.GetRawUtf8PropertyName(member);
            if (field.Child(name.Contains((byte)'\\') ? Encoding.UTF8.GetBytes(member.Name) : name, ref next) is not { } child)
                continue;
            if (child.SitePart >= 0)
                sites.Note(child.SitePart, member.Value);
            Add(child, member.Value, site);
        }

        foreach (var (column, siteColumn, read) in field.Counters)
        {
            if (read(value) is not { } number)
                continue;
            site?.Add(siteColumn, number);
            if (counts.Add((column, number)))
                Document.Add(column, number);
        }
    }

    private void AddSite(EntryField field, JsonElement value)
    {
        var site = Document.AddNested(StudyFields.Locations);
        sites.BeginSite();
        AddMembers(field, value, site);
        sites.Add(site);
    }

    private void AddText(EntryField field, ReadOnlySpan<byte> text, Document? site)
    {
        switch (field.Type)
        {
            case FieldType.Text or FieldType.Markup:
                (site ?? Document).Add(NumberIn(site, field), text);
                if (!HasWord(text) && wordless.Add(field))
                    Document.Add(Wordless, field.Piece);
                // A study with 300 sites in one country is not 300 times as much about that country.
                if (site is not null && siteTexts.Add(field.Study, text))
                    Document.Add(field.Study, text);
                var whole = site is null ? field.StudyWhole : field.SiteWhole;
                if (whole >= 0 && !text.IsEmpty && IsShort(text))
                    (site ?? Document).Add(whole, text);
                break;
            case FieldType.Enumeration when IsShort(text):
                (site ?? Document).Add(NumberIn(site, field), text);
                if (site is not null && siteTexts.Add(field.Study, text))
                    Document.Add(field.Study, text);
                if (field.Words >= 0)
                    AddWords(field, text, site);
                break;
            case FieldType.Date when PartialDate.TryParse(Encoding.UTF8.GetString(text.Length > 10 ? text[..10] : text), out var date):
                (site ?? Document).Add(NumberIn(site, field), date.First);
                break;
            case FieldType.Duration when Age.TryParse(Encoding.UTF8.GetString(text), out var age):
                (site ?? Document).Add(NumberIn(site, field), age.Years);
                break;
        }
    }

    private void AddWords(EntryField field, ReadOnlySpan<byte> value, Document? site)
    {
        if (site is not null && !siteTexts.Add(field.Words, value))
            return;
        Span<byte> words = stackalloc byte[value.Length];
        value.Replace(words, (byte)'_', (byte)' ');
        Document.Add(field.Words, words);
        if (field.LegacyLabel(value) is { IsEmpty: false } legacy)
            Document.Add(field.Words, legacy);
    }

    /// <summary>Whether a text is short enough to be a code or a name taken whole.</summary>
    internal static bool IsShort(ReadOnlySpan<byte> text) => text.Length <= LongestWhole || (text.Length <= 3 * LongestWhole && Encoding.UTF8.GetCharCount(text) <= LongestWhole);

    private static bool HasWord(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            if (text[0] < 0x80)
            {
                if (char.IsAsciiLetterOrDigit((char)text[0]))
                    return true;
                text = text[1..];
                continue;
            }

            Rune.DecodeFromUtf8(text, out var rune, out var length);
            if (rune.IsBmp && char.IsLetterOrDigit((char)rune.Value))
                return true;
            text = text[length..];
        }

        return false;
    }
}
