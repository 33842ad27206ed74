using System.Buffers;
using System.Collections.Frozen;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Reading.Sections;

/// <summary>The words of headings and of words above lists, by what they say (<c>headings.tsv</c>).</summary>
internal static class HeadingWords
{
    // Nobody says in more words for whom a list counts; and a paragraph above a list is no heading.
    private const int Longest = 400;

    private static readonly FrozenDictionary<string, string[]> Phrases = TerminologyTable.Read("headings.tsv").ToFrozenDictionary(row => row[0], row => TerminologyTable.List(row[1]).Select(phrase => $" {phrase} ").ToArray(), StringComparer.Ordinal);
    private static readonly FrozenDictionary<string, SearchValues<string>> Said = Phrases.ToFrozenDictionary(pair => pair.Key, pair => SearchValues.Create(pair.Value, StringComparison.Ordinal), StringComparer.Ordinal);
    private static readonly FrozenSet<string> Plain = Phrases["plain"].Select(phrase => phrase.Trim()).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>A line's words in lower case, with one blank before, between and behind them; signs are left out.</summary>
    public static string Of(ReadOnlySpan<char> line)
    {
        Span<char> words = stackalloc char[Longest + 2];
        words[0] = ' ';
        var length = 1;
        foreach (var letter in line[..Math.Min(line.Length, Longest)])
        {
            if (char.IsLetterOrDigit(letter))
                words[length++] = char.ToLowerInvariant(letter);
            else if (letter != '\'' && letter != '’' && words[length - 1] != ' ')
                words[length++] = ' ';
        }

        if (words[length - 1] != ' ')
            words[length++] = ' ';
        return words[..length].ToString();
    }

    /// <summary>Whether each word only names a section ("Patients with the following conditions are excluded"), so that nothing is lost with the
    /// line.</summary>
    public static bool ArePlain(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => (word.Length == 1 && char.IsLetter(word[0])) || Plain.Contains(word));

    /// <summary>Whether one of the phrases of a kind is among the words.</summary>
    public static bool Say(string words, string kind) => words.AsSpan().ContainsAny(Said[kind]);

    /// <summary>Whether the words end in one of a kind.</summary>
    public static bool EndIn(string words, string kind) => Array.Exists(Phrases[kind], phrase => words.EndsWith(phrase, StringComparison.Ordinal));

    /// <summary>Whether the words are one of a kind and nothing else.</summary>
    public static bool Are(string words, string kind) => Array.Exists(Phrases[kind], phrase => string.Equals(words, phrase, StringComparison.Ordinal));
}
