namespace Equipoise.Eligibility.Terminology;

/// <summary>The concepts of one table, with what belongs to what.</summary>
public sealed class Concepts
{
    private readonly Dictionary<string, Concept> byName;

    private Concepts(string table) =>
        byName = TerminologyTable.Read(table)
            .Select(row => new Concept(row[0], row[1].Split(',', StringSplitOptions.RemoveEmptyEntries), TerminologyTable.List(row[2]), row[3].Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            .ToDictionary(concept => concept.Name, StringComparer.Ordinal);

    /// <summary>Conditions, from <c>conditions.tsv</c>.</summary>
    public static Concepts Conditions { get; } = new("conditions.tsv");

    /// <summary>Treatments, from <c>therapies.tsv</c>.</summary>
    public static Concepts Therapies { get; } = new("therapies.tsv");

    /// <summary>Every concept, in the order of the table.</summary>
    public IReadOnlyCollection<Concept> All => byName.Values;

    /// <summary>The concept of a name; null where there is none.</summary>
    public Concept? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>Whether what has the first name is one of what has the second.</summary>
    public bool IsA(string name, string wider)
    {
        if (string.Equals(name, wider, StringComparison.Ordinal))
            return true;
        return byName.TryGetValue(name, out var concept) && concept.Parents.Any(parent => IsA(parent, wider));
    }
}
