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
        var kinds = table.Kinds;
        foreach (ref readonly var value in document.Values)
        {
            var number = document.FieldOf(value, table);
            if (number < 0)
                throw new SearchException($"The document '{key}' has a field '{document.NameOf(value)}', which the schema does not have.");
            if (Fits(kinds[number], value))
                continue;
            var field = table.Fields[number];
            throw new SearchException($"The document '{key}' has in the {field.Kind} field '{field.Name}' {Fault(field.Kind, document, value)}.");
        }
    }

    private static bool Fits(FieldKind kind, in FieldValue value) => kind switch
    {
        FieldKind.Keyword => value.Kind == FieldKind.Text && value.Length <= MaxKeywordBytes,
        FieldKind.Geo => value.Kind == kind && Math.Abs(value.First) <= 90 && Math.Abs(value.Second) <= 180,
        FieldKind.Number => value.Kind == kind && !double.IsNaN(value.First),
        _ => value.Kind == kind,
    };

    private static string Fault(FieldKind kind, Document document, in FieldValue value) => (kind, value.Kind) switch
    {
        (FieldKind.Keyword, FieldKind.Text) => $"a value of more than {MaxKeywordBytes} bytes, '{Shorten(Encoding.UTF8.GetString(document.TextOf(value)))}'",
        (FieldKind.Geo, FieldKind.Geo) => $"the point {value.First}, {value.Second}, which is nowhere on Earth",
        (FieldKind.Number, FieldKind.Number) => "a value that is no number",
        _ => $"a value of another kind ({NameOf(value)})",
    };

    private static string NameOf(in FieldValue value) => value.Kind switch
    {
        FieldKind.Number => nameof(Double),
        FieldKind.Date => nameof(DateOnly),
        FieldKind.Boolean => nameof(Boolean),
        FieldKind.Geo => nameof(GeoPoint),
        _ => nameof(String),
    };

    private static string Shorten(string text) => text.Length <= 40 ? text : $"{text[..40]}…";
}
