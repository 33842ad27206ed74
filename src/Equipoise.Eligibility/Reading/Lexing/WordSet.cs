using System.Collections.Frozen;

namespace Equipoise.Eligibility.Reading.Lexing;

/// <summary>Words that the grammar knows by themselves, whatever their capitals.</summary>
internal sealed class WordSet
{
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> words;
    private readonly SpellingTest isOne;
    private readonly SpellingTest isOneOrMore;

    private WordSet(string[] words)
    {
        this.words = words.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        isOne = new SpellingTest(word => Contains(word));
        isOneOrMore = new SpellingTest(word => ContainsSingular(word));
    }

    public static WordSet Of(params string[] words) => new(words);

    /// <summary>Whether it is one of them.</summary>
    public bool Contains(Spelling spelling) => spelling.Answer(isOne);

    /// <summary>Whether it is one of them, or the plural of one.</summary>
    public bool ContainsSingular(Spelling spelling) => spelling.Answer(isOneOrMore);

    /// <summary>Whether it is one of them.</summary>
    public bool Contains(ReadOnlySpan<char> word) => words.Contains(word);

    /// <summary>Whether it is one of them, or the plural of one.</summary>
    public bool ContainsSingular(ReadOnlySpan<char> word) =>
        words.Contains(word) || (word.Length > 4 && word[^1] is 's' or 'S' && (words.Contains(word[..^1]) || (word.EndsWith("ies", StringComparison.OrdinalIgnoreCase) && words.Contains($"{word[..^3]}y"))));
}
