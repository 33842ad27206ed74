using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Reading.Lexing;

/// <summary>Knows a drug by the ending of its international nonproprietary name: "-tinib", "-zumab" (WHO, The use of stems in
/// the selection of INN).</summary>
internal static class AgentNames
{
    private const int ShortestName = 7;

    // By their last letter, which rules out most words at once.
    private static readonly (string Stem, string? Not)[][] Stems = [.. Enumerable.Range('a', 26).Select(letter =>
        TerminologyTable.Read("agent-stems.tsv").Where(row => row[0][^1] == letter).Select(row => (row[0], row[2].Length == 0 ? null : row[2])).ToArray())];

    /// <summary>The name in small letters; null where the word has no such ending.</summary>
    public static string? Find(ReadOnlySpan<char> word)
    {
        if (word.Length is < ShortestName or > 40)
            return null;
        var last = word[^1] | 0x20;
        if (last is < 'a' or > 'z')
            return null;
        foreach (var (stem, not) in Stems[last - 'a'])
        {
            if (word.EndsWith(stem, StringComparison.OrdinalIgnoreCase) && (not is null || !word.Equals(not, StringComparison.OrdinalIgnoreCase)))
                return word.ToString().ToLowerInvariant();
        }

        return null;
    }
}
