using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Reading.Lexing;

/// <summary>Knows a drug by the ending of its international nonproprietary name: "-tinib", "-zumab" (WHO, The use of stems in
/// the selection of INN).</summary>
internal static class AgentNames
{
    private const int ShortestName = 7;

    private static readonly (string Stem, string? Not)[] Stems =
        [.. TerminologyTable.Read("agent-stems.tsv").Select(row => (row[0], row[2].Length == 0 ? null : row[2]))];

    /// <summary>The name in small letters; null where the word has no such ending.</summary>
    public static string? Find(ReadOnlySpan<char> word)
    {
        if (word.Length is < ShortestName or > 40)
            return null;
        foreach (var (stem, not) in Stems)
        {
            if (word.EndsWith(stem, StringComparison.OrdinalIgnoreCase) && (not is null || !word.Equals(not, StringComparison.OrdinalIgnoreCase)))
                return word.ToString().ToLowerInvariant();
        }

        return null;
    }
}
