namespace Equipoise.Search.Schema;

/// <summary>The fields of one kind of document and the groups its text is searched by.</summary>
public sealed class TableSchema
{
    private readonly Dictionary<string, int> fieldNumbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> groupNumbers = new(StringComparer.Ordinal);

    /// <summary>Lays a table out.</summary>
    /// <exception cref="SearchException">A name is used twice or empty, a group names what is no text field, or a limit is passed
    /// (1,000 fields, 200 groups).</exception>
    public TableSchema(IEnumerable<Field> fields, IEnumerable<FieldGroup>? groups = null)
    {
        Fields = [.. fields];
        Groups = [.. groups ?? []];
        if (Fields.Count > 1000 || Groups.Count > 200)
            throw new SearchException($"A table has at most 1,000 fields and 200 groups, not {Fields.Count} and {Groups.Count}.");
        foreach (var (number, field) in Fields.Index())
            Name(fieldNumbers, field.Name, number);
        foreach (var (number, group) in Groups.Index())
        {
            Name(groupNumbers, group.Name, number);
            Check(group);
        }
    }

    /// <summary>The fields, in the order given.</summary>
    public IReadOnlyList<Field> Fields { get; }

    /// <summary>The groups, in the order given.</summary>
    public IReadOnlyList<FieldGroup> Groups { get; }

    /// <summary>The number of a field, or -1.</summary>
    internal int FieldNumber(string name) => fieldNumbers.GetValueOrDefault(name, -1);

    /// <summary>The number of a group, or -1.</summary>
    internal int GroupNumber(string name) => groupNumbers.GetValueOrDefault(name, -1);

    private void Name(Dictionary<string, int> numbers, string name, int number)
    {
        if (name.Length == 0 || fieldNumbers.ContainsKey(name) || groupNumbers.ContainsKey(name))
            throw new SearchException(name.Length == 0 ? "A field or group has no name: give it one." : $"The name '{name}' stands twice in a table: rename one of the two.");
        numbers.Add(name, number);
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
