namespace Equipoise.Search.Schema;

/// <summary>A named part of a document and what it holds.</summary>
/// <param name="Name">Unique within its table (the documents themselves, or one kind of nested document).</param>
/// <param name="Kind">What it holds.</param>
public sealed record Field(string Name, FieldKind Kind)
{
    /// <summary>Prose.</summary>
    public static Field Text(string name) => new(name, FieldKind.Text);

    /// <summary>A string taken whole.</summary>
    public static Field Keyword(string name) => new(name, FieldKind.Keyword);

    /// <summary>A number.</summary>
    public static Field Number(string name) => new(name, FieldKind.Number);

    /// <summary>A calendar day.</summary>
    public static Field Date(string name) => new(name, FieldKind.Date);

    /// <summary>Yes or no.</summary>
    public static Field Boolean(string name) => new(name, FieldKind.Boolean);

    /// <summary>A place on Earth.</summary>
    public static Field Geo(string name) => new(name, FieldKind.Geo);
}
