using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Equipoise.Search.Files;
using Equipoise.Search.Schema;

namespace Equipoise.Search.Documents;

/// <summary>What is to be found: values of fields, nested documents, and a few bytes to show a hit by.</summary>
/// <remarks>Whether the fields exist and fit is checked when the document is handed to the writer. A field is given by its name or, faster, by its number
/// in its table (<see cref="TableSchema.FieldNumber"/>). A document that was handed over may be emptied and filled anew, which makes no garbage.</remarks>
public sealed class Document
{
    private const int NoField = int.MaxValue;

    private readonly List<FieldValue> values = [];
    private readonly List<string> names = [];
    private readonly ByteBuffer texts;
    private readonly List<KeyValuePair<string, Document>> nested = [];
    private readonly Stack<Document> spare = new();

    /// <summary>An empty document.</summary>
    public Document()
        : this(new ByteBuffer())
    {
    }

    // Nested documents keep their texts where the document does that they stand in.
    private Document(ByteBuffer texts) => this.texts = texts;

    /// <summary>Bytes of the caller's own, kept compressed and returned with a hit; at most 64 KiB, best far less.</summary>
    public ReadOnlyMemory<byte> Payload { get; set; }

    /// <summary>The values in the order they were added.</summary>
    internal ReadOnlySpan<FieldValue> Values => CollectionsMarshal.AsSpan(values);

    /// <summary>The nested documents in the order they were added.</summary>
    internal IReadOnlyList<KeyValuePair<string, Document>> Nested => nested;

    /// <summary>Adds a value to a text or keyword field. A phrase never reaches from one value into the next.</summary>
    public Document Add(string field, string value)
    {
        var start = texts.Length;
        Encoding.UTF8.GetBytes(value, texts.Extend(Encoding.UTF8.GetByteCount(value)));
        return Add(new FieldValue(Named(field), FieldKind.Text, start, texts.Length - start));
    }

    /// <summary>Adds a value in UTF-8 to a text or keyword field.</summary>
    public Document Add(int field, ReadOnlySpan<byte> value)
    {
        texts.Add(value);
        return Add(new FieldValue(Numbered(field), FieldKind.Text, texts.Length - value.Length, value.Length));
    }

    /// <summary>Adds a value to a number field.</summary>
    public Document Add(string field, double value) => AddNumber(Named(field), FieldKind.Number, value);

    /// <inheritdoc cref="Add(string, double)"/>
    public Document Add(int field, double value) => AddNumber(Numbered(field), FieldKind.Number, value);

    /// <summary>Adds a value to a date field.</summary>
    public Document Add(string field, DateOnly value) => AddNumber(Named(field), FieldKind.Date, value.DayNumber);

    /// <inheritdoc cref="Add(string, DateOnly)"/>
    public Document Add(int field, DateOnly value) => AddNumber(Numbered(field), FieldKind.Date, value.DayNumber);

    /// <summary>Adds a value to a boolean field.</summary>
    public Document Add(string field, bool value) => AddNumber(Named(field), FieldKind.Boolean, value ? 1 : 0);

    /// <inheritdoc cref="Add(string, bool)"/>
    public Document Add(int field, bool value) => AddNumber(Numbered(field), FieldKind.Boolean, value ? 1 : 0);

    /// <summary>Adds a value to a geo field.</summary>
    public Document Add(string field, GeoPoint value) => AddPoint(Named(field), value);

    /// <inheritdoc cref="Add(string, GeoPoint)"/>
    public Document Add(int field, GeoPoint value) => AddPoint(Numbered(field), value);

    /// <summary>Adds an empty nested document and returns it, to be filled. It has no nested documents of its own.</summary>
    public Document AddNested(string path)
    {
        var child = spare.TryPop(out var used) ? used : new Document(texts);
        nested.Add(new(path, child));
        return child;
    }

    /// <summary>Takes everything out again. Nested documents that it gave are its own and must not be used any more.</summary>
    public void Clear()
    {
        values.Clear();
        names.Clear();
        texts.Clear();
        Payload = default;
        for (var number = nested.Count - 1; number >= 0; number--)
        {
            nested[number].Value.values.Clear();
            nested[number].Value.names.Clear();
            spare.Push(nested[number].Value);
        }

        nested.Clear();
    }

    /// <summary>The string that a value is, in UTF-8.</summary>
    internal ReadOnlySpan<byte> TextOf(in FieldValue value) => texts.Span.Slice(value.Start, value.Length);

    /// <summary>The number of a value's field in a table, or -1 where the table has no such field.</summary>
    internal int FieldOf(in FieldValue value, TableSchema table) =>
        value.Field < 0 ? table.FieldNumber(names[~value.Field]) : value.Field < table.Fields.Count ? value.Field : -1;

    /// <summary>What a value calls its field: its name, or its number.</summary>
    internal string NameOf(in FieldValue value) => value.Field < 0 ? names[~value.Field] : (value.Field == NoField ? -1 : value.Field).ToString(CultureInfo.InvariantCulture);

    // No table has so many: what is no number of a field stays none.
    private static int Numbered(int field) => field < 0 ? NoField : field;

    // Values of one field mostly follow each other.
    private int Named(string field)
    {
        if (names.Count == 0 || !string.Equals(names[^1], field, StringComparison.Ordinal))
            names.Add(field);
        return ~(names.Count - 1);
    }

    private Document AddNumber(int field, FieldKind kind, double value) => Add(new FieldValue(field, kind, value, Second: 0));

    private Document AddPoint(int field, GeoPoint point) => Add(new FieldValue(field, FieldKind.Geo, point.Latitude, point.Longitude));

    private Document Add(FieldValue value)
    {
        values.Add(value);
        return this;
    }
}
