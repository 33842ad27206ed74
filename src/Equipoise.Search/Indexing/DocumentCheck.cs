using System.Text;
using Equipoise.Search.Documents;
using Equipoise.Search.Schema;

namespace Equipoise.Search.Indexing;

/// <summary>Whether a document fits its schema.</summary>
internal static class DocumentCheck
{
    private const int MaxKeyBytes = 200;
    private const int MaxKeywordBytes = 4096;
    private const int MaxPayloadBytes = 1 << 16;

    /// <summary>Throws one sentence about the first thing that does not fit.</summary>
    /// <exception cref="SearchException">Something does not.</exception>
    public static void Demand(IndexSchema schema, string key, Document document)
    {
        if (key.Length == 0 || Encoding.UTF8.GetByteCount(key) > MaxKeyBytes)
            throw new SearchException($"A document's key has 1 to {MaxKeyBytes} bytes, unlike '{Shorten(key)}'.");
        if (document.Payload.Length > MaxPayloadBytes)
            throw new SearchException($"The payload of document '{key}' has {document.Payload.Length} bytes: at most {MaxPayloadBytes} are kept.");
        Demand(schema.Documents, key, document);
        foreach (var (path, child) in document.Nested)
        {
            if (!schema.Nested.TryGetValue(path, out var table))
                throw new SearchException($"The document '{key}' has nested documents '{path}', which the schema does not have.");
            if (child.Nested.Count > 0)
                throw new SearchException($"The document '{key}' has nested documents within '{path}': they nest once only.");
            Demand(table, key, child);
        }
    }

    private static void Demand(TableSchema table, string key, Document document)
    {
        foreach (var (name, value) in document.Values)
        {
            var number = table.FieldNumber(name);
            if (number < 0)
                throw new SearchException($"The document '{key}' has a field '{name}', which the schema does not have.");
            var kind = table.Fields[number].Kind;
            if (Fault(kind, value) is { } fault)
                throw new SearchException($"The document '{key}' has in the {kind} field '{name}' {fault}.");
        }
    }

    private static string? Fault(FieldKind kind, object value) => (kind, value) switch
    {
        (FieldKind.Text, string) or (FieldKind.Boolean, bool) or (FieldKind.Date, DateOnly) => null,
        (FieldKind.Keyword, string text) => Encoding.UTF8.GetByteCount(text) <= MaxKeywordBytes ? null : $"a value of more than {MaxKeywordBytes} bytes, '{Shorten(text)}'",
        (FieldKind.Number, double number) => double.IsNaN(number) ? "a value that is no number" : null,
        (FieldKind.Geo, GeoPoint point) => Math.Abs(point.Latitude) <= 90 && Math.Abs(point.Longitude) <= 180 ? null : $"the point {point.Latitude}, {point.Longitude}, which is nowhere on Earth",
        _ => $"a value of another kind ({value.GetType().Name})",
    };

    private static string Shorten(string text) => text.Length <= 40 ? text : $"{text[..40]}…";
}
