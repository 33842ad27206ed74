namespace Equipoise.Eligibility.Terminology;

/// <summary>The concepts of some tables, with what belongs to what. A name that stands in two tables is one concept.</summary>
public sealed class Concepts
{
    private readonly Dictionary<string, Concept> byName;
    private readonly Dictionary<string, Concept> bySpelling;
    private readonly ILookup<string, (string Name, string Code)> codes;

    private Concepts(params string[] tables)
    {
        byName = tables.SelectMany(TerminologyTable.Read)
            .Select(row => new Concept(row[0], row[1].Split(',', StringSplitOptions.RemoveEmptyEntries), TerminologyTable.List(row[2]), row[3].Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            .GroupBy(concept => concept.Name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, Joined, StringComparer.Ordinal);
        bySpelling = byName.Values.SelectMany(concept => concept.Aliases.Select(spelling => (Spelling: spelling.TrimStart('='), concept)))
            .DistinctBy(one => one.Spelling, StringComparer.OrdinalIgnoreCase).ToDictionary(one => one.Spelling, one => one.concept, StringComparer.OrdinalIgnoreCase);
        codes = byName.Values.SelectMany(concept => concept.Codes.Select(code => (concept.Name, Colon: code.IndexOf(':', StringComparison.Ordinal) + 1, Code: code)))
            .ToLookup(one => one.Code[..one.Colon], one => (one.Name, one.Code[one.Colon..].Replace(".", "", StringComparison.Ordinal)), StringComparer.Ordinal);
    }

    /// <summary>Conditions: those that trials speak of most, from <c>conditions.tsv</c>, and diseases of the Medical Subject
    /// Headings, from <c>diseases.tsv</c>; <c>records.tsv</c> adds codes and classes that records need, <c>hematology.tsv</c> blood cancers and what
    /// belongs to transplantation, <c>tumors.tsv</c> solid tumors by organ and kind of cell.</summary>
    public static Concepts Conditions { get; } = new("conditions.tsv", "diseases.tsv", "records.tsv", "hematology.tsv", "tumors.tsv");

    /// <summary>Treatments: classes and agents as criteria name them, from <c>therapies.tsv</c>, and what classes the agents of records
    /// belong to, from <c>agents.tsv</c>; <c>tumor-treatments.tsv</c> adds operations, radiation and drugs of solid tumors.</summary>
    public static Concepts Therapies { get; } = new("therapies.tsv", "agents.tsv", "hematology-therapies.tsv", "tumor-treatments.tsv");

    /// <summary>Every concept, in the order of the tables.</summary>
    public IReadOnlyCollection<Concept> All => byName.Values;

    /// <summary>The codes of one system, named by its prefix such as <c>icd10:</c>, with the concept that each means; without points.</summary>
    internal IEnumerable<(string Name, string Code)> CodesOf(string prefix) => codes[prefix];

    /// <summary>The concept of a name; null where there is none.</summary>
    public Concept? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>The concept that is spelled so, in the singular or plural and whatever its capitals; null where there is none.</summary>
    internal Concept? FindSpelling(string words) =>
        bySpelling.GetValueOrDefault(words) ?? (words is [.., 's' or 'S'] ? bySpelling.GetValueOrDefault(words[..^1]) : null);

    /// <summary>Whether what has the first name is one of what has the second.</summary>
    public bool IsA(string name, string wider)
    {
        if (string.Equals(name, wider, StringComparison.Ordinal))
            return true;
        if (!byName.TryGetValue(name, out var concept))
            return false;
        for (var i = 0; i < concept.Parents.Count; i++)
        {
            if (IsA(concept.Parents[i], wider))
                return true;
        }

        return false;
    }

    private static Concept Joined(IEnumerable<Concept> parts)
    {
        List<Concept> all = [.. parts];
        return all.Count == 1 ? all[0] : new Concept(
            all[0].Name,
            [.. all.SelectMany(part => part.Parents).Distinct(StringComparer.Ordinal)],
            [.. all.SelectMany(part => part.Aliases).Distinct(StringComparer.Ordinal)],
            [.. all.SelectMany(part => part.Codes).Distinct(StringComparer.Ordinal)]);
    }
}
