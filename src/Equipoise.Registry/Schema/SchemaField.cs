using System.Text;

namespace Equipoise.Registry.Schema;

/// <summary>One field of the study record, as the ClinicalTrials.gov API v2 names and describes it.</summary>
/// <remarks>Immutable. A field belongs to one place of the tree; lists are not places of their own.</remarks>
public sealed class SchemaField
{
    private readonly string bareTypeName = "";
    private readonly List<SchemaField> children = [];
    private readonly Dictionary<string, SchemaField> byName = new(StringComparer.Ordinal);
    private readonly List<(byte[] Name, SchemaField Field)> byBytes = [];

    /// <summary>The member's name, such as <c>nctId</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The short name that is its own in the whole record, such as <c>NCTId</c>.</summary>
    public required string Piece { get; init; }

    /// <summary>The API's name of its type, such as <c>text</c>, <c>PartialDate</c> or <c>Phase[]</c>.</summary>
    public required string TypeName
    {
        get;
        init => (field, IsList, bareTypeName) = (value, value.EndsWith("[]", StringComparison.Ordinal), value.TrimEnd('[', ']'));
    }

    /// <summary>What its values are.</summary>
    public required FieldType Type { get; init; }

    /// <summary>What its title says, or null where it has none.</summary>
    public string? Title { get; init; }

    /// <summary>The kind of source that the registry derives it from, such as <c>TEXT</c>.</summary>
    public required string SourceType { get; init; }

    /// <summary>The older names it also answers to, such as <c>NCT-ID</c>.</summary>
    public IReadOnlyList<string> OtherNames { get; init; } = [];

    /// <summary>The most characters the registry accepts, or null where there is no limit.</summary>
    public int? MaxLength { get; init; }

    /// <summary>True where a search may also look for other words of the same meaning.</summary>
    public bool HasSynonyms { get; init; }

    /// <summary>True where the conditions of one search can be tied to one element of the list.</summary>
    public bool IsNested { get; init; }

    /// <summary>True where the field can be searched and sorted but stands in no record: it is counted from others.</summary>
    public bool IsIndexedOnly { get; init; }

    /// <summary>True where the record holds a list here.</summary>
    public bool IsList { get; private init; }

    /// <summary>The name of the enum type whose values it takes, or null where it is none.</summary>
    public string? EnumType => Type == FieldType.Enumeration ? bareTypeName : null;

    /// <summary>The field it stands in, or null at the top.</summary>
    public SchemaField? Parent { get; init; }

    /// <summary>The fields that stand in it, in the registry's order.</summary>
    public IReadOnlyList<SchemaField> Children => children;

    /// <summary>Its place among the fields of the one it stands in, from 0.</summary>
    internal int Place { get; private set; }

    /// <summary>The names from the top, such as <c>protocolSection.identificationModule.nctId</c>.</summary>
    public string Path => Parent is null ? Name : $"{Parent.Path}.{Name}";

    /// <summary>The path.</summary>
    public override string ToString() => Path;

    /// <summary>The field of a name that stands in it, or null.</summary>
    public SchemaField? Child(string name) => byName.GetValueOrDefault(name);

    /// <summary>The field of a name in UTF-8 that stands in it, or null.</summary>
    public SchemaField? Child(ReadOnlySpan<byte> name)
    {
        var next = 0;
        return Child(name, ref next);
    }

    /// <summary>The same.</summary>
    /// <param name="name">The name.</param>
    /// <param name="next">Where to look first: behind the one found before, for members mostly stand in the schema's order.</param>
    internal SchemaField? Child(ReadOnlySpan<byte> name, ref int next)
    {
        for (var step = 0; step < byBytes.Count; step++)
        {
            var at = next + step < byBytes.Count ? next + step : next + step - byBytes.Count;
            if (!name.SequenceEqual(byBytes[at].Name))
                continue;
            next = at + 1 == byBytes.Count ? 0 : at + 1;
            return byBytes[at].Field;
        }

        return null;
    }

    /// <summary>Puts a field under this one, after those that are there.</summary>
    internal void Add(SchemaField child)
    {
        child.Place = children.Count;
        children.Add(child);
        byName.Add(child.Name, child);
        byBytes.Add((Encoding.UTF8.GetBytes(child.Name), child));
    }
}
