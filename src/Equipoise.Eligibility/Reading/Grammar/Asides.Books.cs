using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>By whose book, under whatever long name: "according to the 2010 classification criteria for arthritis of the College or the League", "as part of a clinical trial".</summary>
internal sealed partial class Asides
{
    private const int LongestBook = 36;

    private static readonly WordSet BookNouns = FrameWords.Of("book");

    // book := words of one phrase, brackets included, up to "criteria" | "guidelines" | …, where the phrase ends; or "Guidelines" "for" | "of" Capital words
    private int Book(int from)
    {
        var (named, end) = (false, -1);
        for (var i = from; i < at.Count && i - from < LongestBook; i++)
        {
            if (at.SignAt(i) == '(')
            {
                var close = ClosingOf(i);
                if (close < 0 || HoldsLimit(i, close))
                    return -1;
                end = named && end == i ? close + 1 : end;
                i = close;
                continue;
            }

            if (at[i].Kind == TokenKind.Sign && at.SignAt(i) is not ('/' or '-' or '\'' or '&' or '"' or '“' or '”'))
                break;
            if (at[i].Kind == TokenKind.Number && !IsVersion(i))
                return -1;
            if (at[i].Kind == TokenKind.Word && Stops.Contains(at[i].Spelling) && at.Upper(i) is not ("AND" or "OR" or "WHO" or "AS" or "CONFIRMED"))
                break;
            if (i > from && at.Upper(i) is "ACCORDING" or "PER" or "BASED" or "MEETING")
                break;
            if (Has(i, NoMethod) && !IsMethodNoun(i) && !IsWord(i, BookNouns))
                return -1;
            if (i < at.Count && at[i].Kind == TokenKind.Word && BookNouns.ContainsSingular(at[i].Spelling))
                (named, end) = (true, i + 1);
            // "Guidelines for the Treatment of Liver Cancer", "criteria of the College or the League": a title, to its end
            else if (named && end == i && GoesOnInTitle(i))
                end = i + 1;
        }

        return named && end > from && (EndsAt(end) || at.SignAt(end) == '(') && at.Upper(end - 1) is not ("FOR" or "OF" or "ON" or "AND" or "THE" or "IN") ? end : -1;
    }

    private bool GoesOnInTitle(int i)
    {
        if (at[i].Kind != TokenKind.Word)
            return false;
        var next = at.Upper(i + 1) is "THE" ? i + 2 : i + 1;
        return char.IsAsciiLetterUpper(at.Letters(i)[0]) || at.Upper(i) is "THE" || (at.Upper(i) is "OF" or "FOR" or "AND" or "OR" or "IN" or "ON" && next < at.Count && at[next].Kind == TokenKind.Word && char.IsAsciiLetterUpper(at.Letters(next)[0]));
    }

    private bool HoldsLimit(int open, int close)
    {
        for (var i = open + 1; i < close; i++)
        {
            if (Has(i, WordKind.Operator) || Has(i, WordKind.Not) || (at[i].Kind == TokenKind.Number && !IsVersion(i)))
                return true;
        }

        return false;
    }

    // "(other immunotherapies may be acceptable after discussion)": what is said of something else takes nothing from what stands before it.
    private int OthersAllowed(int open)
    {
        var close = ClosingOf(open);
        if (close < 0 || open == 0 || at.Upper(open + 1) is not "OTHER" || at.Upper(open + 2) is "THAN")
            return -1;
        var allowed = false;
        for (var i = open + 1; i < close; i++)
        {
            if (Has(i, WordKind.Not) || at[i].Kind == TokenKind.Number || at.Upper(i) is "ONLY" or "EXCLUDED" or "PROHIBITED")
                return -1;
            allowed |= at.Upper(i) is "ACCEPTABLE" or "ALLOWED" or "PERMITTED" or "PERMISSIBLE" or "ACCEPTED";
        }

        return allowed ? close + 1 : -1;
    }

    // "an EGFR mutation": what one is positive for is there
    private bool IsAlteredGene(int index)
    {
        var gene = at.Upper(index) is "A" or "AN" or "THE" ? index + 1 : index;
        return Has(gene, WordKind.Gene) && (Has(gene + 1, WordKind.Alteration) || Has(gene + 2, WordKind.Alteration));
    }

    // "breast cancer that is positive for": more of the same thing
    private int PositiveRelative(int from)
    {
        if (from == 0 || at.Upper(from) is not ("THAT" or "WHICH" or "WHO") || at.Upper(from + 1) is not ("IS" or "ARE" or "WAS" or "WERE" or "TEST" or "TESTS" or "TESTED"))
            return -1;
        var i = at.Upper(from + 2) is "TESTED" ? from + 3 : from + 2;
        if (at.Upper(i) is not ("POSITIVE" or "NEGATIVE") || at.Upper(i + 1) is not "FOR")
            return -1;
        if (IsAlteredGene(i + 2))
        {
            instead = "with";
            return at.Upper(i) is "POSITIVE" ? i + 2 : -1;
        }

        instead = at.Upper(i) is "POSITIVE" ? "who positive for" : "who negative for";
        return i + 2;
    }
}
