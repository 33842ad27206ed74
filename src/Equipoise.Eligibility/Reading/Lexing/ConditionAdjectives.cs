using System.Collections.Frozen;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Reading.Lexing;

/// <summary>Conditions by the adjective that says somebody has one: "anemic", "hypertensive", "neutropenic".</summary>
internal static class ConditionAdjectives
{
    // How the names of conditions end, and the adjectives made of them
    private static readonly (string Noun, string Adjective)[] Endings =
    [
        ("emia", "emic"), ("emia", "aemic"), ("penia", "penic"), ("rrhosis", "rrhotic"), ("ychosis", "ychotic"), ("tension", "tensive"), ("ilepsy", "ileptic"), ("abetes", "abetic"), ("sthma", "sthmatic"), ("obesity", "obese"), ("sepsis", "septic"),
        ("thyroidism", "thyroid"), ("jaundice", "jaundiced"), ("hypoxia", "hypoxic"), ("hypoxemia", "hypoxemic"),
    ];

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Nouns = Find().ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The condition that an adjective speaks of; null for none.</summary>
    public static string? Noun(ReadOnlySpan<char> adjective) => Nouns.TryGetValue(adjective, out var noun) ? noun : null;

    private static Dictionary<string, string> Find()
    {
        var nouns = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var spelling in Concepts.Conditions.All.SelectMany(concept => concept.Aliases).Where(spelling => !spelling.Contains(' ', StringComparison.Ordinal) && spelling[0] != '='))
        {
            foreach (var (noun, adjective) in Endings)
            {
                if (spelling.EndsWith(noun, StringComparison.Ordinal))
                    nouns.TryAdd(spelling[..^noun.Length] + adjective, spelling);
            }
        }

        return nouns;
    }
}
