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
    private readonly List<FieldValue> values = [];
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
        return Add(new FieldValue(field, Number: 0, FieldKind.Text, First: 0, Second: 0, start, texts.Length - start));
    }

    /// <summary>Adds a value in UTF-8 to a text or keyword field.</summary>
    public Document Add(int field, ReadOnlySpan<byte> value)
    {
        texts.Add(value);
        return Add(new FieldValue(Name: null, field, FieldKind.Text, First: 0, Second: 0, texts.Length - value.Length, value.Length));
    }

    /// <summary>Adds a value to a number field.</summary>
    public Document Add(string field, double value) => AddNumber(field, number: 0, FieldKind.Number, value);

    /// <inheritdoc cref="Add(string, double)"/>
    public Document Add(int field, double value) => AddNumber(name: null, field, FieldKind.Number, value);

    /// <summary>Adds a value to a date field.</summary>
    public Document Add(string field, DateOnly value) => AddNumber(field, number: 0, FieldKind.Date, value.DayNumber);

    /// <inheritdoc cref="Add(string, DateOnly)"/>
    public Document Add(int field, DateOnly value) => AddNumber(name: null, field, FieldKind.Date, value.DayNumber);

    /// <summary>Adds a value to a boolean field.</summary>
    public Document Add(string field, bool value) => AddNumber(field, number: 0, FieldKind.Boolean, value ? 1 : 0);

    /// <inheritdoc cref="Add(string, bool)"/>
    public Document Add(int field, bool value) => AddNumber(name: null, field, FieldKind.Boolean, value ? 1 : 0);

    /// <summary>Adds a value to a geo field.</summary>
    public Document Add(string field, GeoPoint value) => AddPoint(field, number: 0, value);

    /// <inheritdoc cref="Add(string, GeoPoint)"/>
    public Document Add(int field, GeoPoint value) => AddPoint(name: null, field, value);

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
        texts.Clear();
        Payload = default;
        for (var number = nested.Count - 1; number >= 0; number--)
        {
            nested[number].Value.values.Clear();
            spare.Push(nested[number].Value);
        }

        nested.Clear();
    }

    /// <summary>The string that a value is, in UTF-8.</summary>
    internal ReadOnlySpan<byte> TextOf(in FieldValue value) => texts.Span.Slice(value.Start, value.Length);

    private Document AddNumber(string? name, int number, FieldKind kind, double value) => Add(new FieldValue(name, number, kind, value, Second: 0, Start: 0, Length: 0));

    private Document AddPoint(string? name, int number, GeoPoint point) => Add(new FieldValue(name, number, FieldKind.Geo, point.Latitude, point.Longitude, Start: 0, Length: 0));

    private Document Add(FieldValue value)
    {
        values.Add(value);
        return this;
    }
}
