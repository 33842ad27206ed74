using System.Runtime.InteropServices;
using Equipoise.Search.Schema;

namespace Equipoise.Search.Documents;

/// <summary>What is to be found: values of fields, nested documents, and a few bytes to show a hit by.</summary>
/// <remarks>Whether the fields exist and fit is checked when the document is handed to the writer.</remarks>
public sealed class Document
{
    private readonly List<FieldValue> values = [];
    private List<KeyValuePair<string, Document>>? nested;

    /// <summary>Bytes of the caller's own, kept compressed and returned with a hit; at most 64 KiB, best far less.</summary>
    public ReadOnlyMemory<byte> Payload { get; set; }

    /// <summary>The values in the order they were added.</summary>
    internal ReadOnlySpan<FieldValue> Values => CollectionsMarshal.AsSpan(values);

    /// <summary>The nested documents in the order they were added.</summary>
    internal IReadOnlyList<KeyValuePair<string, Document>> Nested => nested ?? [];

    /// <summary>Adds a value to a text or keyword field. A phrase never reaches from one value into the next.</summary>
    public Document Add(string field, string value) => Add(new FieldValue(field, FieldKind.Text, value, Number: 0));

    /// <summary>Adds a value to a number field.</summary>
    public Document Add(string field, double value) => Add(new FieldValue(field, FieldKind.Number, Held: null, value));

    /// <summary>Adds a value to a date field.</summary>
    public Document Add(string field, DateOnly value) => Add(new FieldValue(field, FieldKind.Date, Held: null, value.DayNumber));

    /// <summary>Adds a value to a boolean field.</summary>
    public Document Add(string field, bool value) => Add(new FieldValue(field, FieldKind.Boolean, Held: null, value ? 1 : 0));

    /// <summary>Adds a value to a geo field.</summary>
    public Document Add(string field, GeoPoint value) => Add(new FieldValue(field, FieldKind.Geo, value, Number: 0));

    /// <summary>Adds an empty nested document and returns it, to be filled. It has no nested documents of its own.</summary>
    public Document AddNested(string path)
    {
        var child = new Document();
        (nested ??= []).Add(new(path, child));
        return child;
    }

    private Document Add(FieldValue value)
    {
        values.Add(value);
        return this;
    }
}
