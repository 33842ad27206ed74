using System.Globalization;
using System.Text;
using Equipoise.Search.Text;

namespace Equipoise.SearchBench;

/// <summary>Texts to words and numbers, the same for every peer: those that our engine makes.</summary>
internal static class Words
{
    public static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>The words of a text in their normal form, one space between each two. Whatever another engine might part
    /// a word at is left out of it.</summary>
    public static string Tokens(string text)
    {
        var tokens = new StringBuilder(text.Length);
        var splitter = new WordSplitter<char>(text);
        while (splitter.MoveNext())
        {
            if (tokens.Length > 0)
                tokens.Append(' ');
            var before = tokens.Length;
            foreach (var letter in WordForms.Of(splitter.Word).Normal)
            {
                if (char.IsLetterOrDigit(letter))
                    tokens.Append(letter);
            }

            if (tokens.Length == before && before > 0)
                tokens.Length--;
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
}
