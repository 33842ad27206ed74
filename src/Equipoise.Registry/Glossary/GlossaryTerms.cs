using System.Collections.Frozen;

namespace Equipoise.Registry.Glossary;

/// <summary>The product's own glossary, kept as data in <c>terms.tsv</c>.</summary>
public static class GlossaryTerms
{
    // A short form in capitals ("ALT") is found only as it is written; anything else in either case, singular or plural.
    private static readonly FrozenDictionary<string, Spelling[]> ByFirstWord;

    static GlossaryTerms()
    {
        All = [.. Read().OrderBy(term => term.Word, StringComparer.OrdinalIgnoreCase)];
        ByFirstWord = All.SelectMany(term => term.OtherWords.Prepend(term.Word).Select(words => new Spelling(words, term)))
            .GroupBy(spelling => FirstWord(spelling.Words).ToString(), StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(spelling => spelling.Words.Length).ToArray(), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>All terms in the order of the alphabet.</summary>
    public static IReadOnlyList<GlossaryTerm> All { get; }

    /// <summary>The words of the glossary that a text uses, from left to right, the longest where several fit.</summary>
    public static IReadOnlyList<TermMark> FindIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (marks, lookup) = (new List<TermMark>(), ByFirstWord.GetAlternateLookup<ReadOnlySpan<char>>());
        var i = 0;
        while (i < text.Length)
        {
            var word = FirstWord(text.AsSpan(i));
            if (word.IsEmpty)
            {
                i++;
                continue;
            }

            var found = Match(text, i, word, lookup);
            if (found is not null)
                marks.Add(found);
            i += found?.Length ?? word.Length;
        }

        return marks;
    }

    private static TermMark? Match(string text, int start, ReadOnlySpan<char> word, FrozenDictionary<string, Spelling[]>.AlternateLookup<ReadOnlySpan<char>> lookup)
    {
        // The plural of a word of its own has another first word: "metastases" is listed, "tumors" is found as "tumor".
        if (!lookup.TryGetValue(word, out var spellings) && !(word.EndsWith("s", StringComparison.OrdinalIgnoreCase) && lookup.TryGetValue(word[..^1], out spellings)))
            return null;
        foreach (var spelling in spellings)
        {
            if (spelling.LengthAt(text.AsSpan(start)) is var length and > 0)
                return new TermMark(start, length, spelling.Term);
        }

        return null;
    }

    private static ReadOnlySpan<char> FirstWord(ReadOnlySpan<char> text)
    {
        var end = 0;
        while (end < text.Length && char.IsLetterOrDigit(text[end]))
            end++;
        return text[..end];
    }

    private static IEnumerable<GlossaryTerm> Read()
    {
        using var stream = typeof(GlossaryTerms).Assembly.GetManifestResourceStream("glossary/terms.tsv")!;
        using var reader = new StreamReader(stream);
        return
        [
            .. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
                .Select(line => line.Split('\t'))
                .Select(cells => new GlossaryTerm(Slug(cells[0]), cells[0], cells[1].Split('|', StringSplitOptions.RemoveEmptyEntries), cells[2])),
        ];
    }

    private static string Slug(string word) =>
        string.Join('-', new string([.. word.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private sealed record Spelling(string Words, GlossaryTerm Term)
    {
        private readonly StringComparison comparison =
            Words.Count(char.IsAsciiLetterUpper) > 1 && !Words.Contains(' ', StringComparison.Ordinal) ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

        public int LengthAt(ReadOnlySpan<char> text)
        {
            if (!text.StartsWith(Words, comparison))
                return 0;
            var length = Words.Length;
            if (length < text.Length && text[length] == 's')
                length++;
            return length == text.Length || !char.IsLetterOrDigit(text[length]) ? length : 0;
        }
    }
}
