using System.Globalization;
using System.Text;

namespace Equipoise.SearchBench;

/// <summary>Texts to words and numbers, the same for every peer: a word is a run of letters and digits, in lower case and
/// without accents.</summary>
internal static class Words
{
    private const int Longest = 60;

    public static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>The words of a text, one space between each two.</summary>
    public static string Tokens(string text)
    {
        if (!Ascii.IsValid(text))
            text = WithoutMarks(text);
        var tokens = new StringBuilder(text.Length);
        var inWord = 0;
        foreach (var letter in text)
        {
            if (!char.IsLetterOrDigit(letter))
            {
                inWord = 0;
                continue;
            }

            if (inWord == 0 && tokens.Length > 0)
                tokens.Append(' ');
            if (++inWord <= Longest)
                tokens.Append(char.ToLowerInvariant(letter));
        }

        return tokens.ToString();
    }

    /// <summary>A 64-bit hash by which words are told apart (FNV-1a).</summary>
    public static ulong Hash(ReadOnlySpan<char> word)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in word)
            hash = (hash ^ letter) * 1099511628211UL;
        return hash;
    }

    private static string WithoutMarks(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormKD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
                plain.Append(letter);
        }

        return plain.ToString();
    }
}
