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
        foreach (ref readonly var value in document.Values)
        {
            var number = table.FieldNumber(value.Field);
            if (number < 0)
                throw new SearchException($"The document '{key}' has a field '{value.Field}', which the schema does not have.");
            var kind = table.Fields[number].Kind;
            if (Fault(kind, value) is { } fault)
                throw new SearchException($"The document '{key}' has in the {kind} field '{value.Field}' {fault}.");
        }
    }

    private static string? Fault(FieldKind kind, in FieldValue value) => (kind, value.Held) switch
    {
        (FieldKind.Text, string) => null,
        // A code unit takes three bytes at most.
        (FieldKind.Keyword, string text) => text.Length <= MaxKeywordBytes / 3 || Encoding.UTF8.GetByteCount(text) <= MaxKeywordBytes ? null : $"a value of more than {MaxKeywordBytes} bytes, '{Shorten(text)}'",
        (FieldKind.Geo, GeoPoint point) => Math.Abs(point.Latitude) <= 90 && Math.Abs(point.Longitude) <= 180 ? null : $"the point {point.Latitude}, {point.Longitude}, which is nowhere on Earth",
        (FieldKind.Number, null) when value.Kind == FieldKind.Number => double.IsNaN(value.Number) ? "a value that is no number" : null,
        (FieldKind.Boolean or FieldKind.Date, null) when value.Kind == kind => null,
        _ => $"a value of another kind ({NameOf(value)})",
    };

    private static string NameOf(in FieldValue value) => value.Kind switch
    {
        FieldKind.Number => nameof(Double),
        FieldKind.Date => nameof(DateOnly),
        FieldKind.Boolean => nameof(Boolean),
        _ => value.Held!.GetType().Name,
    };

    private static string Shorten(string text) => text.Length <= 40 ? text : $"{text[..40]}…";
}
