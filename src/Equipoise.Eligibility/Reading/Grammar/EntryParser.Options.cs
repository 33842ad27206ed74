using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What may be or not be: "cirrhosis with or without ascites".</summary>
internal sealed partial class EntryParser
{
    // "cirrhosis with or without ascites": what may be or not be asks nothing, unless it brings a window along.
    private bool SkipWithOrWithout()
    {
        var start = at.Position;
        var unread = residue.Count;
        if (!at.WordIs("with") || at.Upper(start + 1) is not ("OR" or "/" or "AND") || at.SignAt(start + 2) == ' ' && at.Upper(start + 2) is not "WITHOUT")
            return false;
        for (at.Position = start + 2; !at.AtEnd && !string.Equals(at.Word(at.Position - 1), "without", StringComparison.OrdinalIgnoreCase); at.Position++)
        {
            if (at.Position > start + 5)
                break;
        }

        if (++depth <= DeepestNesting && PlainTerm() is { } optional && residue.Count == unread && IsExistence(optional) && WindowOf(optional) is null && EndsPhrase() && !at.Is(WordKind.Or) && !at.Is(WordKind.And))
        {
            depth--;
            return true;
        }

        depth--;
        Back(start, unread);
        return SkipOptionalWords();
    }

    private const int LongestOption = 6;

    // "with or without sarcomatoid features": plain words, up to the end of the phrase
    private bool SkipOptionalWords()
    {
        var start = at.Position;
        at.Position += at.WordIs("with") ? 2 : 0;
        while (at.Position < start + 4 && at.Upper(at.Position - 1) is not "WITHOUT")
            at.Position++;
        for (var from = at.Position; at.Position < at.Count && at.Position - from < LongestOption && !EndsPhrase(); at.Position++)
        {
            if (at[at.Position].Kind == TokenKind.Number || (at.IsSign && at.Sign != '-') || (at.Kinds & TokenCursor.Bits(WordKind.Within, WordKind.Operator, WordKind.Not, WordKind.If, WordKind.Unless, WordKind.Except, WordKind.Variable, WordKind.Since)) != 0)
                return Rewind(start) && false;
        }

        return (at.AtEnd || at.Sign is '.' or ';' or ')') && at.Upper(at.Position - 1) is not "WITHOUT" || (Rewind(start) && false);
    }
}
