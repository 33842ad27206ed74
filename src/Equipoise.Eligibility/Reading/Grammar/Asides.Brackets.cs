using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Brackets that repeat or explain: "(local laboratory)", "(see Appendix 2)", "(both inclusive)".</summary>
internal sealed partial class Asides
{
    private const int LongestBracket = 16;

    // bracket := "(" (phrase+ | reference | methods | initials | "inclusive") ")"
    private int Bracket(int open)
    {
        if (Phrases(open + 1) is > 0 and var told && at.SignAt(told) == ')')
            return told + 1;
        var close = Inside(open);
        if (close < 0 || close - open < 3)
            return -1;
        if (IsInitials(open, close) || IsBounds(open, close))
            return close;
        // "minor surgery (biopsy)" tells which surgery.
        return IsReference(open, close) || (open > 0 && !Has(open - 1, WordKind.Therapy) && IsMethods(open, close)) ? close : -1;
    }

    // The token after the bracket's end, where nothing stands in it that an aside has no place for
    private int Inside(int open)
    {
        for (var i = open + 1; i < at.Count && i - open <= LongestBracket; i++)
        {
            if (at.SignAt(i) == ')')
                return i + 1;
            if (at.SignAt(i) is '(' or ';' || (at[i].Kind == TokenKind.Number && !IsVersion(i)) || (Has(i, NoMethod) && !IsMethodNoun(i)))
                return -1;
        }

        return -1;
    }

    private bool IsReference(int open, int close)
    {
        if (at.Upper(open + 1) is "SEE" or "REFER" or "CF")
            return true;
        return at.Upper(open + 1) is "APPENDIX" or "SECTION" or "TABLE" or "ANNEX" && close - open <= 5;
    }

    private bool IsBounds(int open, int close)
    {
        var bounds = false;
        for (var i = open + 1; i < close - 1; i++)
        {
            bounds |= Has(i, WordKind.Inclusive);
            if (!Has(i, WordKind.Inclusive) && at.Upper(i) is not ("BOTH" or "ENDS" or "EXTREMES" or "LIMITS" or "AGES" or "BOUNDS" or "VALUES" or "END" or "POINTS" or "ARE"))
                return false;
        }

        return bounds;
    }

    // A laboratory, a scale, a person or a way to look, and nothing that somebody has
    private bool IsMethods(int open, int close)
    {
        var (noun, unknown) = (false, 0);
        for (var i = open + 1; i < close - 1; i++)
        {
            if (at[i].Kind != TokenKind.Word)
                continue;
            if (IsMethodNoun(i))
                noun = true;
            else if (Has(i, Findings) || Has(i, WordKind.Modifier) || Has(i, WordKind.Person) || at.Upper(i) is "CLASS" or "GRADE" or "STAGE" or "TYPE" or "SCORE" or "ONLY" or "NOT" or "IF" or "FOR" or "POSITIVE" or "NEGATIVE" or "ARE" or "IS" or "OTHER")
                return false;
            else
                unknown += at.IsUnknownAt(i) ? 1 : 0;
        }

        // "(CDC classification C)" says which class.
        return noun && unknown <= 3 && !(at.Word(close - 2).Length <= 3 && at.Upper(close - 3) is "CLASSIFICATION" or "CRITERIA");
    }

    // "metastatic breast cancer (mBC)": its letters run through the words before
    private bool IsInitials(int open, int close)
    {
        if (close - open != 3 || open == 0 || at[open + 1].Kind != TokenKind.Word)
            return false;
        var word = at.Letters(open + 1);
        Span<char> letters = stackalloc char[8];
        var (count, capitals) = (0, 0);
        foreach (var letter in word)
        {
            if (char.IsAsciiDigit(letter))
                continue;
            if (!char.IsAsciiLetter(letter) || count == letters.Length)
                return false;
            capitals += char.IsAsciiLetterUpper(letter) ? 1 : 0;
            letters[count++] = letter;
        }

        return capitals > 1 && capitals * 2 >= count && Abbreviations.RunThrough(letters[..count], at.Text(Math.Max(0, open - Abbreviations.MostWords), open));
    }
}
