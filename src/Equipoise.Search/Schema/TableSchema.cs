using System.Collections.Frozen;

namespace Equipoise.Search.Schema;

/// <summary>The fields of one kind of document and the groups its text is searched by.</summary>
public sealed class TableSchema
{
    private readonly FrozenDictionary<string, int> fieldNumbers;
    private readonly FrozenDictionary<string, int> groupNumbers;
    private readonly FieldKind[] kinds;

    /// <summary>Lays a table out.</summary>
    /// <exception cref="SearchException">A name is used twice or empty, a group names what is no text field, or a limit is passed
    /// (1,000 fields, 200 groups).</exception>
    public TableSchema(IEnumerable<Field> fields, IEnumerable<FieldGroup>? groups = null)
    {
        Fields = [.. fields];
        Groups = [.. groups ?? []];
        kinds = [.. Fields.Select(field => field.Kind)];
        if (Fields.Count > 1000 || Groups.Count > 200)
            throw new SearchException($"A table has at most 1,000 fields and 200 groups, not {Fields.Count} and {Groups.Count}.");
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in Fields.Select(field => field.Name).Concat(Groups.Select(group => group.Name)))
            Check(name, isNew: names.Add(name));
        fieldNumbers = Fields.Index().ToFrozenDictionary(field => field.Item.Name, field => field.Index, StringComparer.Ordinal);
        groupNumbers = Groups.Index().ToFrozenDictionary(group => group.Item.Name, group => group.Index, StringComparer.Ordinal);
        foreach (var group in Groups)
            Check(group);
    }

    /// <summary>The fields, in the order given.</summary>
    public IReadOnlyList<Field> Fields { get; }

    /// <summary>The groups, in the order given.</summary>
    public IReadOnlyList<FieldGroup> Groups { get; }

    /// <summary>The number of a field, by which a document names it faster than by its name; -1 where there is none.</summary>
    public int FieldNumber(string name) => fieldNumbers.TryGetValue(name, out var number) ? number : -1;

    /// <summary>The kinds of the fields, by their numbers.</summary>
    internal ReadOnlySpan<FieldKind> Kinds => kinds;

    /// <summary>The number of a group, or -1.</summary>
    internal int GroupNumber(string name) => groupNumbers.TryGetValue(name, out var number) ? number : -1;

    private static void Check(string name, bool isNew)
    {
        if (name.Length == 0 || !isNew)
            throw new SearchException(name.Length == 0 ? "A field or group has no name: give it one." : $"The name '{name}' stands twice in a table: rename one of the two.");
    }

    private void Check(FieldGroup group)
    {
        foreach (var (name, weight) in group.Weights)
        {
            if (FieldNumber(name) is var number && (number < 0 || Fields[number].Kind != FieldKind.Text))
                throw new SearchException($"The group '{group.Name}' names '{name}', which is no text field of its table.");
            if (!(weight is > 0 and <= 64))
                throw new SearchException($"The group '{group.Name}' weighs '{name}' with {weight}: weights lie above 0 and reach to 64.");
        }
    }
}
