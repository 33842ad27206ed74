namespace Equipoise.Eligibility.Criteria;

/// <summary>Groups of names, each of one thing. Case, hyphens, spaces, articles and the plural make no other name, and what is
/// concurrent is current.</summary>
public sealed class SynonymGroups
{
    private readonly Dictionary<string, string> first = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> exact = new(StringComparer.Ordinal);

    /// <summary>Groups of names; where two share a name, they are one.</summary>
    public SynonymGroups(IEnumerable<IReadOnlyList<string>> groups)
    {
        foreach (var group in groups)
        {
            Join(first, [.. group.Select(Fold)]);
            Join(exact, group);
        }
    }

    /// <summary>No groups: only case, hyphens, spaces, articles and the plural are overlooked.</summary>
    public static SynonymGroups None { get; } = new([]);

    /// <summary>One name for all names of a group, and for all spellings of one.</summary>
    public string Of(string name) => first.GetValueOrDefault(Fold(name), Fold(name));

    /// <summary>One name for all names of a group as they are spelled: case tells units apart.</summary>
    public string Exactly(string name) => exact.GetValueOrDefault(name, name);

    private static void Join(Dictionary<string, string> into, IReadOnlyList<string> group)
    {
        var heads = group.Where(into.ContainsKey).Select(name => into[name]).ToHashSet(StringComparer.Ordinal);
        foreach (var name in into.Where(pair => heads.Contains(pair.Value)).Select(pair => pair.Key).Concat(group).ToList())
            into[name] = group[0];
    }

    private static string Fold(string name) =>
        string.Concat(name.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(word => word is not ("the" or "a" or "an")).Select(word => word is "concurrent" ? "current" : Singular(word)));

    // Names of medicine: "metastases" is of "metastasis", and neither "virus" nor "sepsis" is a plural.
    private static string Singular(string word) => word switch
    {
        { Length: < 4 } => word,
        _ when word.EndsWith("stases", StringComparison.Ordinal) || word.EndsWith("noses", StringComparison.Ordinal) => $"{word[..^2]}is",
        _ when word.EndsWith("ies", StringComparison.Ordinal) => $"{word[..^3]}y",
        _ when word.EndsWith("ss", StringComparison.Ordinal) || word.EndsWith("us", StringComparison.Ordinal) || word.EndsWith("is", StringComparison.Ordinal) => word,
        _ when word.EndsWith('s') => word[..^1],
        _ => word,
    };
}
