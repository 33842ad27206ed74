namespace Equipoise.Search.Documents;

/// <summary>What is to be found: values of fields, nested documents, and a few bytes to show a hit by.</summary>
/// <remarks>Whether the fields exist and fit is checked when the document is handed to the writer.</remarks>
public sealed class Document
{
    private readonly List<KeyValuePair<string, object>> values = [];
    private List<KeyValuePair<string, Document>>? nested;

    /// <summary>Bytes of the caller's own, kept compressed and returned with a hit; at most 64 KiB, best far less.</summary>
    public ReadOnlyMemory<byte> Payload { get; set; }

    /// <summary>The values in the order they were added.</summary>
    internal List<KeyValuePair<string, object>> Values => values;

    /// <summary>The nested documents in the order they were added.</summary>
    internal IReadOnlyList<KeyValuePair<string, Document>> Nested => nested ?? [];

    /// <summary>Adds a value to a text or keyword field. A phrase never reaches from one value into the next.</summary>
    public Document Add(string field, string value) => AddValue(field, value);

    /// <summary>Adds a value to a number field.</summary>
    public Document Add(string field, double value) => AddValue(field, value);

    /// <summary>Adds a value to a date field.</summary>
    public Document Add(string field, DateOnly value) => AddValue(field, value);

    /// <summary>Adds a value to a boolean field.</summary>
    public Document Add(string field, bool value) => AddValue(field, value);

    /// <summary>Adds a value to a geo field.</summary>
    public Document Add(string field, GeoPoint value) => AddValue(field, value);

    /// <summary>Adds an empty nested document and returns it, to be filled. It has no nested documents of its own.</summary>
    public Document AddNested(string path)
    {
        var child = new Document();
        (nested ??= []).Add(new(path, child));
        return child;
    }

    private Document AddValue(string field, object value)
    {
        values.Add(new(field, value));
        return this;
    }
}
