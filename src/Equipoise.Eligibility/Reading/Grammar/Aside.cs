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
        foreach (var word in Instead?.Split(' ') ?? [])
            tokens.Say(kept++, Lexicon.Default.Spellings.Of(word, TokenKind.Word));
        tokens.Remove(kept, End - kept);
    }
}
