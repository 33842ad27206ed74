using System.Globalization;

namespace Equipoise.Registry.Schema;

/// <summary>Reads <c>fields.tsv</c>: one field a line, two spaces deeper than the field it stands in; then its piece, its
/// type, its options between semicolons, and its title.</summary>
internal static class FieldReader
{
    /// <summary>All fields, each before those that stand in it.</summary>
    public static IEnumerable<SchemaField> Read()
    {
        var open = new Stack<SchemaField>();
        foreach (var cells in SchemaTable.Read("fields"))
        {
            var name = cells[0].TrimStart(' ');
            var depth = (cells[0].Length - name.Length) / 2;
            while (open.Count > depth)
                open.Pop();
            var field = Read(name, cells, open.TryPeek(out var parent) ? parent : null);
            parent?.Add(field);
            open.Push(field);
            yield return field;
        }
    }

    private static SchemaField Read(string name, string[] cells, SchemaField? parent)
    {
        var isEnum = cells[2].StartsWith("enum ", StringComparison.Ordinal);
        var typeName = isEnum ? cells[2]["enum ".Length..] : cells[2];
        var type = isEnum ? FieldType.Enumeration : TypeOf(typeName.TrimEnd('[', ']'));
        var options = cells[3].Split("; ", StringSplitOptions.RemoveEmptyEntries);
        return new SchemaField
        {
            Name = name,
            Piece = cells[1],
            TypeName = typeName,
            Type = type,
            Title = cells[4].Length > 0 ? cells[4] : null,
            SourceType = Option(options, "source=") ?? SourceTypeOf(type),
            OtherNames = Option(options, "aka=")?.Split('|') ?? [],
            MaxLength = Option(options, "max=") is { } most ? int.Parse(most, CultureInfo.InvariantCulture) : null,
            HasSynonyms = options.Contains("synonyms", StringComparer.Ordinal),
            IsNested = options.Contains("nested", StringComparer.Ordinal),
            IsIndexedOnly = options.Contains("indexed-only", StringComparer.Ordinal),
            Parent = parent,
        };
    }

    private static string? Option(string[] options, string name) =>
        Array.Find(options, option => option.StartsWith(name, StringComparison.Ordinal))?[name.Length..];

    private static FieldType TypeOf(string name) => name switch
    {
        "text" => FieldType.Text,
        "markup" => FieldType.Markup,
        "boolean" => FieldType.Boolean,
        "integer" or "long" => FieldType.WholeNumber,
        "number" => FieldType.Number,
        "PartialDate" or "NormalizedDate" or "DateTimeMinutes" => FieldType.Date,
        "NormalizedTime" => FieldType.Duration,
        "GeoPoint" => FieldType.GeoPoint,
        _ => FieldType.Structure,
    };

    private static string SourceTypeOf(FieldType type) => type switch
    {
        FieldType.Structure or FieldType.GeoPoint => "STRUCT",
        FieldType.Markup => "MARKUP",
        FieldType.Boolean => "BOOLEAN",
        FieldType.Number => "NUMERIC",
        FieldType.Date => "DATE",
        FieldType.Duration => "TIME",
        _ => "TEXT",
    };
}
