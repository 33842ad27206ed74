using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Brackets that repeat or explain: "(local laboratory)", "(see Appendix 2)", "(both inclusive)".</summary>
internal sealed partial class Asides
{
    private const int LongestBracket = 16;

    // bracket := "(" (phrase+ | reference | methods | initials | "inclusive") ")"
    private int Bracket(int open)
    {
        int close;
        if (IsAllowance(open, out close))
            return close;
        close = open + (at.SignAt(open + 2) == ')' ? 3 : 4);
        if (IsBrand(open) || IsStaining(open, out close) || IsStained(open, out close) || IsRestatedClass(open, out close) || IsReceptorShare(open, out close) || IsSearched(open, out close) || IsPregnancyTest(open, out close) || IsLocalLaw(open, out close))
            return close;
        if (Mean(open + 1) is > 0 and var mean && at.SignAt(mean) == ')')
            return mean + 1;
        if (Phrases(open + 1) is > 0 and var phrases && at.SignAt(phrases) == ')')
            return phrases + 1;
        if ((Edition(open) is > 0 and var edition ? edition : OthersAllowed(open)) is > 0 and var told)
            return told;
        close = Inside(open);
        if (close < 0 || close - open < 3)
            return -1;
        if (IsInitials(open, close) || IsBounds(open, close) || IsProof(open, close))
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
            if (at.SignAt(i) == '(' && ClosingOf(i) is > 0 and var inner && !HoldsLimit(i, inner))
            {
                i = inner;
                continue;
            }

            if (at.SignAt(i) is '(' or ';' || (at[i].Kind == TokenKind.Number && !IsVersion(i)) || (Has(i, NoMethod) && !IsMethodNoun(i)))
                return -1;
        }

        return -1;
    }

    // "histologically confirmed (by core needle or resection)"
    private bool IsProof(int open, int close) => at.Upper(open + 1) is "BY" && close - open <= 8 && !Enumerable.Range(open, close - open).Any(i => Has(i, WordKind.Condition)) && Enumerable.Range(0, open).Any(i => at.Upper(i) is "CONFIRMED" or "PROVEN" or "DIAGNOSED" or "VERIFIED" or "DOCUMENTED");

    private bool IsReference(int open, int close)
    {
        if (at.Upper(open + 1) is "SEE" or "REFER" or "CF")
            return true;
        return at.Upper(open + 1) is "APPENDIX" or "SECTION" or "TABLE" or "ANNEX" && close - open <= 5;
    }

    // "≥ 9 g/dL (supplementation allowed)": what takes nothing from a value
    private bool IsAllowance(int open, out int close)
    {
        close = -1;
        if (open < 2 || !(at[open - 1].Kind == TokenKind.Number || at[open - 2].Kind == TokenKind.Number || (open > 3 && (at[open - 3].Kind == TokenKind.Number || at[open - 4].Kind == TokenKind.Number)) || Has(open - 1, WordKind.Limit)))
            return false;
        for (var i = open + 1; i < at.Count && i - open < LongestBracket; i++)
        {
            if (at.SignAt(i) == ')')
            {
                close = i + 1;
                return at.Upper(i - 1) is "ALLOWED" or "PERMITTED" or "ACCEPTABLE" or "ACCEPTED" && at.Upper(i - 2) is not "NOT";
            }

            if (at[i].Kind == TokenKind.Number || Has(i, NoAllowance) || at.Upper(i) is "PATIENTS" or "PARTICIPANTS" or "SUBJECTS" or "HIGHER" or "LOWER" or "ONLY")
                return false;
        }

        return false;
    }

    private static readonly UInt128 NoAllowance = TokenCursor.Bits(WordKind.Not, WordKind.Operator, WordKind.If, WordKind.Unless, WordKind.Except, WordKind.Condition, WordKind.Variable, WordKind.Limit);

    // "pembrolizumab (Keytruda®)": what it is sold as
    private bool IsBrand(int open)
    {
        if (open == 0 || open + 1 >= at.Count || at[open + 1].Kind != TokenKind.Word || !Has(open - 1, WordKind.Therapy) || !char.IsAsciiLetterUpper(at.Letters(open + 1)[0]))
            return false;
        if (at.SignAt(open + 2) is '®' or '™')
            return at.SignAt(open + 3) == ')';
        // "procarbazine and prednisone (MOPP)": what several are together
        return at.SignAt(open + 2) == ')' && at.IsUnknownAt(open + 1) && at.Letters(open + 1).Length > 3 && !(at.Letters(open + 1).Length < 7 && at.Upper(open - 2) is "AND" or "+" or "," or "/" or "-" && at.WordAt(open + 1, at.Upper(open + 1)));
    }

    private static readonly WordSet PregnancyTest = WordSet.Of("positive", "serum", "urine", "blood", "pregnancy", "hcg", "β", "beta", "human", "chorionic", "gonadotropin", "test", "tests", "laboratory", "or", "and", "a", "by", "confirmed", "as", "evidenced", "documented", "determined", "result", "at", "screening", "baseline", "with", "on");

    // "pregnant (confirmed by a positive urine test)", "pregnancy test (urine β-hCG)"
    private bool IsPregnancyTest(int open, out int close)
    {
        close = -1;
        var tested = false;
        if (!Enumerable.Range(Math.Max(0, open - 4), Math.Min(4, open)).Any(i => Has(i, WordKind.Pregnancy) || Has(i, WordKind.NegativeTest)))
            return false;
        for (var i = open + 1; i < at.Count && i - open < LongestBracket; i++)
        {
            if (at.SignAt(i) == ')')
            {
                close = i + 1;
                return tested;
            }

            tested |= at.Upper(i) is "TEST" or "HCG" or "TESTS";
            if (at[i].Kind == TokenKind.Word ? !PregnancyTest.Contains(at[i].Spelling) : at.SignAt(i) is not ('-' or '/' or 'β'))
                return false;
        }

        return false;
    }

    // "(or the legal age of consent in the jurisdiction)"
    private bool IsLocalLaw(int open, out int close)
    {
        close = -1;
        var law = false;
        if (at.Upper(open + 1) is not ("OR" or "AND" or "AS" or "PER" or "IN" or "ACCORDING"))
            return false;
        for (var i = open + 1; i < at.Count && i - open < LongestBracket && at[i].Kind != TokenKind.Number; i++)
        {
            if (at.SignAt(i) == ')')
            {
                close = i + 1;
                return law;
            }

            law |= at.Upper(i) is "LEGAL" or "REGULATION" or "REGULATIONS" or "LAW" or "LAWS" or "JURISDICTION";
        }

        return false;
    }

    // "mean of 3 measurements": how a value is taken
    private int Mean(int from)
    {
        var i = from;
        while (at.Upper(i) is "THE" or "AS" or "CALCULATED" or "BASED" or "ON")
            i++;
        if (at.Upper(i) is not ("MEAN" or "AVERAGE" or "MEDIAN" or "AVERAGED") || at.Upper(i + 1) is not ("OF" or "OVER" or "FROM"))
            return -1;
        var number = i + 2 < at.Count && (at[i + 2].Kind == TokenKind.Number || Has(i + 2, WordKind.Number) || at.Upper(i + 2) is "TRIPLICATE");
        for (i += 2; i < at.Count && at[i].Kind != TokenKind.Sign && at.Upper(i) is not ("MEASUREMENTS" or "READINGS" or "ECGS" or "VALUES" or "DETERMINATIONS" or "RECORDINGS" or "ELECTROCARDIOGRAMS" or "SAMPLES" or "SPECIMENS" or "TESTS" or "VISITS"); i++)
        {
        }

        return number && i < at.Count && at[i].Kind == TokenKind.Word ? i + 1 : -1;
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
            if (IsPerson(i) && !MayBeJudged(open))
                return false;
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
