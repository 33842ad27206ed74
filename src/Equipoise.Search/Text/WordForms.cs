using System.Buffers;
using System.Text;

namespace Equipoise.Search.Text;

/// <summary>The two forms of a word that the index keeps.</summary>
/// <param name="Written">As written, in lower case.</param>
/// <param name="Normal">Without accents, apostrophes, thousands' commas, possessive and plural endings: what words that count as
/// the same have in common, not always a word itself.</param>
internal sealed record WordForms(string Written, string Normal)
{
    /// <summary>The longest word in UTF-16 code units; what goes beyond is cut off.</summary>
    public const int MaxLength = 64;

    private static readonly SearchValues<char> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.");

    public static WordForms Of(ReadOnlySpan<char> word)
    {
        Span<char> lower = stackalloc char[MaxLength];
        lower = lower[..Math.Min(word.Length, MaxLength)];
        word[..lower.Length].ToLowerInvariant(lower);
        lower.Replace('\u2019', '\'');
        var written = lower.ToString();
        // Most words have nothing to take away but their ending.
        if (!lower.ContainsAnyExcept(Plain))
            return new WordForms(written, Singular(written));
        var folded = new StringBuilder(lower.Length);
        Folding.Append(folded, WithoutPossessive(lower));
        folded.Replace("'", "").Replace(",", "");
        var normal = Singular(folded.ToString());
        return new WordForms(written, normal.Length > 0 ? normal : written);
    }

    private static ReadOnlySpan<char> WithoutPossessive(ReadOnlySpan<char> word) => word.EndsWith("'s") ? word[..^2] : word;

    /// <summary>Harman's weak stemmer ("How effective is suffixing?", JASIS 1991), which only unites singular and plural; beyond it,
    /// words in <c>-ees</c> and <c>-oes</c> (employees, toes) lose their s, and Greek plurals in <c>-ses</c> become <c>-sis</c>. Words with
    /// anything but letters a to z stay.</summary>
    private static string Singular(string word)
    {
        if (word.Length < 4 || word[^1] != 's' || word.AsSpan().ContainsAnyExceptInRange('a', 'z'))
            return word;
        if (word.EndsWith("ies", StringComparison.Ordinal))
            return word[^4] is 'e' or 'a' ? word : $"{word[..^3]}y";
        if (IsGreekPlural(word))
            return $"{word[..^2]}is";
        if (word.EndsWith("es", StringComparison.Ordinal))
            return word[^3] is 'a' ? word : word[..^1];
        return word[^2] is 'u' or 's' or 'i' ? word : word[..^1];
    }

    private static bool IsGreekPlural(string word) =>
        word.EndsWith("stases", StringComparison.Ordinal) || word.EndsWith("gnoses", StringComparison.Ordinal) ||
        word.EndsWith("lyses", StringComparison.Ordinal) || word.EndsWith("theses", StringComparison.Ordinal);
}
