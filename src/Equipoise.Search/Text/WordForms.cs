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

    /// <summary>The longest normal form: a letter without its accent is written as three letters at most.</summary>
    public const int MaxNormalLength = 3 * MaxLength;

    private const int LeastPlural = 4;
    private static readonly SearchValues<char> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.");
    private static readonly SearchValues<byte> PlainBytes = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789."u8);

    public static WordForms Of(ReadOnlySpan<char> word)
    {
        Span<char> written = stackalloc char[MaxLength];
        Span<char> normal = stackalloc char[MaxNormalLength];
        Write(word, ref written, ref normal);
        return new WordForms(written.ToString(), normal.ToString());
    }

    /// <summary>Whether both forms of a word in UTF-8 are certainly the word itself.</summary>
    public static bool IsBoth(ReadOnlySpan<byte> word) => word.Length <= MaxLength && (word.Length < LeastPlural || word[^1] != 's') && !word.ContainsAnyExcept(PlainBytes);

    /// <summary>Writes both forms.</summary>
    /// <param name="word">The word.</param>
    /// <param name="written">Room for <see cref="MaxLength"/>; then what was written.</param>
    /// <param name="normal">Room for <see cref="MaxNormalLength"/>; then what was written.</param>
    public static void Write(ReadOnlySpan<char> word, ref Span<char> written, ref Span<char> normal)
    {
        written = written[..Math.Min(word.Length, MaxLength)];
        word[..written.Length].ToLowerInvariant(written);
        written.Replace('\u2019', '\'');
        // Most words have nothing to take away but their ending.
        var length = written.Length;
        if (written.ContainsAnyExcept(Plain))
            length = Fold(written, normal);
        else
            written.CopyTo(normal);
        normal = length > 0 ? normal[..Singular(normal[..length])] : written;
    }

    private static int Fold(ReadOnlySpan<char> word, Span<char> normal)
    {
        var folded = new StringBuilder(word.Length);
        Folding.Append(folded, WithoutPossessive(word));
        folded.Replace("'", "").Replace(",", "");
        folded.CopyTo(0, normal, folded.Length);
        return folded.Length;
    }

    private static ReadOnlySpan<char> WithoutPossessive(ReadOnlySpan<char> word) => word.EndsWith("'s") ? word[..^2] : word;

    /// <summary>Harman's weak stemmer ("How effective is suffixing?", JASIS 1991), which only unites singular and plural; beyond it,
    /// words in <c>-ees</c> and <c>-oes</c> (employees, toes) lose their s, and Greek plurals in <c>-ses</c> become <c>-sis</c>. Words with
    /// anything but letters a to z stay.</summary>
    /// <returns>The length that is left.</returns>
    private static int Singular(Span<char> word)
    {
        if (word.Length < LeastPlural || word[^1] != 's' || word.ContainsAnyExceptInRange('a', 'z'))
            return word.Length;
        if (word.EndsWith("ies"))
        {
            if (word[^4] is 'e' or 'a')
                return word.Length;
            word[^3] = 'y';
            return word.Length - 2;
        }

        if (IsGreekPlural(word))
        {
            word[^2] = 'i';
            return word.Length;
        }

        if (word.EndsWith("es"))
            return word[^3] is 'a' ? word.Length : word.Length - 1;
        return word[^2] is 'u' or 's' or 'i' ? word.Length : word.Length - 1;
    }

    private static bool IsGreekPlural(ReadOnlySpan<char> word) =>
        word.EndsWith("stases") || word.EndsWith("gnoses") || word.EndsWith("lyses") || word.EndsWith("theses");
}
