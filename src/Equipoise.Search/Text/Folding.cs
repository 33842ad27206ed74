using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Equipoise.Search.Text;

/// <summary>Letters without their accents. <c>folding.tsv</c> holds, a line, what to write and the letters to write it for: the
/// compatibility decompositions of Unicode 15 without their marks, for Latin, Greek and Cyrillic, and the letters that do not
/// decompose (ø, ł, ß and their like).</summary>
public static class Folding
{
    private static readonly FrozenDictionary<char, string> Letters = Load();

    /// <summary>A text in lower case and without accents: <c>Orléans</c> becomes <c>orleans</c>. Works without the operating
    /// system's tables of languages.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        Append(folded, text.ToLowerInvariant());
        return folded.ToString();
    }

    /// <summary>Appends a lower-case word without accents.</summary>
    internal static void Append(StringBuilder folded, ReadOnlySpan<char> word)
    {
        foreach (var letter in word)
        {
            if (letter < 0x80)
                folded.Append(letter);
            else if (Letters.TryGetValue(letter, out var plain))
                folded.Append(plain);
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) is not UnicodeCategory.NonSpacingMark)
                folded.Append(letter);
        }
    }

    private static FrozenDictionary<char, string> Load()
    {
        using var reader = new StreamReader(typeof(Folding).Assembly.GetManifestResourceStream("folding.tsv")!, Encoding.UTF8);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t'))
            .SelectMany(parts => parts[1].Select(letter => KeyValuePair.Create(letter, parts[0])))
            .ToFrozenDictionary();
    }
}
