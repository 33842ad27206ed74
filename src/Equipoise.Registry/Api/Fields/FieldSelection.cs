using Equipoise.Registry.Schema;

namespace Equipoise.Registry.Api.Fields;

/// <summary>Which fields of each record an answer shows.</summary>
public sealed class FieldSelection
{
    private const string QueriedFields = "@query";

    private FieldSelection(ChosenField root) => Root = root;

    /// <summary>The whole record.</summary>
    public static FieldSelection All { get; } = new(WholeRecord());

    /// <summary>The record itself, of which only chosen members are shown.</summary>
    internal ChosenField Root { get; }

    /// <summary>Reads a list of names: of pieces, paths, modules or search areas, or <c>@query</c> for what was searched in.</summary>
    /// <param name="names">The names; null for the whole record.</param>
    /// <param name="queried">The fields that <c>@query</c> stands for; null where it has no meaning.</param>
    /// <exception cref="ApiRefusalException">The list is empty, or one of the names is none.</exception>
    public static FieldSelection Read(IReadOnlyList<string>? names, IReadOnlyList<SchemaField>? queried)
    {
        if (names is null)
            return All;
        if (names.Count == 0)
            throw ApiRefusalException.EmptyFields;
        var root = new ChosenField(field: null);
        foreach (var field in names.SelectMany(name => Named(name, queried)).Where(field => !field.IsIndexedOnly))
            ChooseWhole(Open(root, field), field);
        return new FieldSelection(root);
    }

    private static void ChooseWhole(ChosenField chosen, SchemaField field)
    {
        chosen.IsWhole = true;
        foreach (var child in field.Children.Where(child => !child.IsIndexedOnly))
            ChooseWhole(chosen.Open(child), child);
    }

    private static IEnumerable<SchemaField> Named(string name, IReadOnlyList<SchemaField>? queried)
    {
        if (queried is not null && string.Equals(name, QueriedFields, StringComparison.Ordinal))
            return queried;
        if (FieldNames.Find(name) is { } field)
            return [field];
        return FieldNames.FindArea(name) is { } area
            ? area.Fields.Select(part => part.Field)
            : throw new ApiRefusalException($"Parameter 'fields' contains invalid field name: '{ApiRefusalException.Shown(name)}'");
    }

    private static ChosenField Open(ChosenField root, SchemaField field) =>
        (field.Parent is { } parent ? Open(root, parent) : root).Open(field);

    private static ChosenField WholeRecord()
    {
        var root = new ChosenField(field: null) { IsWhole = true };
        foreach (var field in RecordSchema.Fields.Where(field => !field.IsIndexedOnly))
            Open(root, field).IsWhole = true;
        return root;
    }
}
