using System.Globalization;
using System.Text;

namespace Equipoise.Search.Schema;

/// <summary>What an index holds: the fields of its documents and of the documents nested in them.</summary>
public sealed class IndexSchema
{
    /// <summary>Lays an index out.</summary>
    /// <param name="documents">The documents' own fields and groups.</param>
    /// <param name="nested">One table for each kind of nested document, by its path, such as <c>locations</c>.</param>
    /// <exception cref="SearchException">There are more than 16 kinds of nested documents.</exception>
    public IndexSchema(TableSchema documents, IReadOnlyDictionary<string, TableSchema>? nested = null)
    {
        Documents = documents;
        Nested = nested ?? new Dictionary<string, TableSchema>(StringComparer.Ordinal);
        Paths = [.. Nested.Keys.Order(StringComparer.Ordinal)];
        if (Paths.Count > 16)
            throw new SearchException($"An index has at most 16 kinds of nested documents, not {Paths.Count}.");
    }

    /// <summary>The documents' own fields and groups.</summary>
    public TableSchema Documents { get; }

    /// <summary>The tables of nested documents, by path.</summary>
    public IReadOnlyDictionary<string, TableSchema> Nested { get; }

    /// <summary>The nested tables' paths in the order their files are numbered.</summary>
    internal IReadOnlyList<string> Paths { get; }

    /// <summary>Everything that an index built with this schema depends on, in words: two schemas that say the same can read
    /// each other's index.</summary>
    internal string Describe()
    {
        var text = new StringBuilder();
        Describe(text, "", Documents);
        foreach (var path in Paths)
            Describe(text, path, Nested[path]);
        return text.ToString();
    }

    private static void Describe(StringBuilder text, string path, TableSchema table)
    {
        text.Append(CultureInfo.InvariantCulture, $"table {path}\n");
        foreach (var field in table.Fields)
            text.Append(CultureInfo.InvariantCulture, $"field {field.Kind} {field.Name}\n");
        foreach (var group in table.Groups)
        {
            text.Append(CultureInfo.InvariantCulture, $"group {group.Name} {group.Saturation:R} {group.LengthPenalty:R}\n");
            foreach (var (field, weight) in group.Weights.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                text.Append(CultureInfo.InvariantCulture, $"weight {field} {weight:R}\n");
        }
    }
}
