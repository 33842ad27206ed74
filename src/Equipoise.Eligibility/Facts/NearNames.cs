using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Facts;

/// <summary>Which variables a name may mean that is none of theirs: another name of one, or a slip of the pen.</summary>
internal static class NearNames
{
    private const int Longest = 60;

    private static readonly (string Name, string Id)[] Known = [.. Variables.All.SelectMany(variable => variable.Aliases.Select(alias => alias.TrimStart('=')).Prepend(variable.Id).Select(name => (Plain(name), variable.Id))).Distinct()];

    /// <summary>The ids of the variables, those of the same letters first; empty for none.</summary>
    public static IReadOnlyList<string> Of(string name)
    {
        var plain = Plain(name);
        if (plain.Length is 0 or > Longest)
            return [];
        var same = Known.Where(known => string.Equals(known.Name, plain, StringComparison.Ordinal)).Select(known => known.Id).Distinct(StringComparer.Ordinal).ToList();
        if (same.Count > 0)
            return same;
        // One slip in a short name, two in a long one.
        var most = plain.Length < 4 ? 0 : plain.Length < 8 ? 1 : 2;
        return [.. Known.Where(known => most > 0 && Math.Abs(known.Name.Length - plain.Length) <= most && Slips(known.Name, plain) <= most).Select(known => known.Id).Distinct(StringComparer.Ordinal).Take(3)];
    }

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    // The edit distance of Levenshtein.
    private static int Slips(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (one[i - 1] == other[j - 1] ? 0 : 1)));
        }

        return row[^1];
    }
}
