using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>A stretch of an entry on which nothing that is asked depends.</summary>
/// <param name="Start">Its first token.</param>
/// <param name="End">The token after its last.</param>
/// <param name="Instead">What the grammar reads in its place: no more words than it has; null for nothing.</param>
internal readonly record struct Aside(int Start, int End, string? Instead)
{
    /// <summary>Takes it out of the tokens.</summary>
    public void TakeOut(TokenList tokens)
    {
        var kept = Start;
        // "non-squamous" keeps its hyphen in a name.
        if (Instead is { } joined && End == Start + 3 && tokens[Start + 1].Sign == '-' && !joined.Contains(' ', StringComparison.Ordinal) && !LosesHyphen(joined))
        {
            tokens.Join(Start, Lexicon.Default.Spellings.Of(joined, TokenKind.Word));
            return;
        }

        foreach (var word in Instead?.Split(' ') ?? [])
            tokens.Say(kept++, Lexicon.Default.Spellings.Of(word, TokenKind.Word));
        tokens.Remove(kept, End - kept);
    }

    private static bool LosesHyphen(string word) => word.StartsWith("contra", StringComparison.Ordinal) || word.StartsWith("un", StringComparison.Ordinal) || word.StartsWith("inter", StringComparison.Ordinal);
}
