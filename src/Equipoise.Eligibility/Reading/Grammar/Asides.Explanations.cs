using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What only explains or repeats: "(M0)", "(confirmed by a neurologist)", ", which includes …", "lesions that can be measured".</summary>
internal sealed partial class Asides
{
    private const int LongestExplanation = 40;
    private const int LongestExample = 5;

    // What a bracket can begin with that tells people what to do, or what somebody else may have
    private static readonly WordSet Telling = FrameWords.Of("telling");

    private static readonly UInt128 NoExplanation = TokenCursor.Bits(
        WordKind.Operator, WordKind.Variable, WordKind.Number, WordKind.Limit, WordKind.Not, WordKind.Except, WordKind.Unless, WordKind.If, WordKind.Within, WordKind.Since, WordKind.Age, WordKind.Old, WordKind.Sex, WordKind.Pregnancy, WordKind.Person, WordKind.ClassScale, WordKind.StageWord, WordKind.GradeWord, WordKind.Forbidden, WordKind.HalfLife);

    // explanation := "(" (telling-word … | method | TNM | "meaning" … | … "etc") ")"
    private int Explanation(int open)
    {
        var close = ClosingOf(open);
        // "(male or female)"
        if (close == open + 4 && at.Upper(open + 2) is "OR" or "AND" && Has(open + 1, WordKind.Sex) && Has(open + 3, WordKind.Sex))
            return close + 1;
        // "(or symptoms of it)": one more that is meant
        if (close < 0 || open == 0 || close - open < 2 || at.Upper(open + 1) is "OR")
            return -1;
        var plain = true;
        for (var i = open + 1; i < close && plain; i++)
            plain = at[i].Kind != TokenKind.Number && (!Has(i, NoExplanation) || IsMethodNoun(i));
        if (IsSpreadOf(open, close) || at.Upper(open + 1) is "MEANING" || IsAbbreviation(open, close) || IsRoute(open, close) || (BehindName(open) && (BeginsExamples(open + 1) || (plain && ListsConditions(open, close)) || ListsMembers(open, close))) || (plain && IsWord(open + 1, Telling)) || IsSpread(open, close))
            return close + 1;
        // "(fungi, bacteria, etc.)"
        if (plain && at[open - 1].Kind == TokenKind.Word && (at.Upper(close - 1) is "ETC" || at.Upper(close - 2) is "ETC" || at.SignAt(close - 1) == '…' || (at.SignAt(close - 1) == '.' && at.SignAt(close - 2) == '.')))
            return close + 1;
        // "(confirmed by a neurologist)"
        if (plain && IsWord(open + 1, Judging) && Method(open + 1) == close)
            return close + 1;
        return plain && FollowsLimit(open) && SaysNothingOfLimit(open, close) ? close + 1 : -1;
    }

    // "ovarian cancer (OV)": letters that no table knows
    private bool IsAbbreviation(int open, int close) => close == open + 2 && at[open + 1].Kind == TokenKind.Word && at.IsUnknownAt(open + 1) && at.Word(open + 1) is { Length: > 1 and < 7 } letters && letters.All(char.IsAsciiLetterUpper) && !letters.All(letter => letter is 'I' or 'V' or 'X') && BehindName(open) && !EndsInTherapy(open) && !IsLinked(open);

    // "leukemia or lymphoma (LL)": of both, or of the last
    private bool IsLinked(int open)
    {
        for (var i = open - 1; i >= 0 && i >= open - 6; i--)
        {
            if (at.Upper(i) is "OR" or "AND" || at[i].Kind == TokenKind.Sign)
                return true;
        }

        return false;
    }

    private bool EndsInTherapy(int index)
    {
        for (var i = index - 1; i >= 0 && i >= index - 3 && at[i].Kind == TokenKind.Word; i--)
        {
            if (Has(i, WordKind.Therapy))
                return true;
        }

        return false;
    }

    private static readonly WordSet Routes = FrameWords.Of("route");

    // "corticosteroids (PO/IV/IM)": any way to give it
    private bool IsRoute(int open, int close)
    {
        var routes = 0;
        for (var i = open + 1; i < close; i++)
        {
            if (IsWord(i, Routes))
                routes++;
            else if (at.SignAt(i) is not (',' or '/') && at.Upper(i) is not ("OR" or "AND"))
                return false;
        }

        return routes > 1;
    }

    // "(such as a, b)", "(including but not limited to …)", with no limit, negation or time in it
    private bool BeginsExamples(int from)
    {
        var i = (at.Upper(from), at.Upper(from + 1)) switch { ("SUCH", "AS") or ("FOR", "EXAMPLE" or "INSTANCE") => from + 2, ("LIKE" or "INCLUDING" or "INCLUDES" or "INCLUDE", _) => from + 1, ("EXAMPLES" or "EXAMPLE", _) => from + 1, _ => -1 };
        if (i < 0)
            return false;
        for (; i < at.Count && at.SignAt(i) != ')'; i++)
        {
            if (at.Upper(i) is "AS" && at.Upper(i + 1) is "WELL" && at.Upper(i + 2) is "AS")
                i += 3;
            if (at[i].Kind == TokenKind.Number && !at[i].Glued || Has(i, NoExplanation) && !(at.Upper(i) is "NOT" && at.Upper(i + 1) is "LIMITED"))
                return false;
        }

        return true;
    }

    // "eating disorder (anorexia, bulimia)": kinds of it. A single one may be all that is meant, and treatments may be.
    private bool ListsConditions(int open, int close)
    {
        var (links, conditions) = (0, 0);
        for (var i = open + 1; i < close; i++)
        {
            if (at.SignAt(i) == ',' || at.Upper(i) is "OR" or "AND")
                links++;
            else if (at[i].Kind != TokenKind.Word && at.SignAt(i) is not ('-' or '/') || Has(i, WordKind.Therapy) || Has(i, WordKind.History) || IsWord(i, Auxiliaries) || at.Upper(i) is "WITH" or "EXCEPT" or "ONLY" or "BOTH" or "FOR" or "TO")
                return false;
            conditions += Has(i, WordKind.Condition) ? 1 : 0;
        }

        return links > 0 && conditions > 0 && !EndsInTherapy(open);
    }

    private int ClosingOf(int open)
    {
        var deep = 0;
        for (var i = open; i < at.Count && i - open < LongestExplanation; i++)
        {
            deep += at.SignAt(i) switch { '(' => 1, ')' => -1, _ => 0 };
            if (deep == 0)
                return i;
        }

        return -1;
    }

    // "no distant metastases (M0)", "(N0 M0)" behind a name: how it is written as a stage
    private bool IsSpread(int open, int close)
    {
        if (close - open > 6 || at[open - 1].Kind != TokenKind.Word || at.Upper(open - 1) is "STAGE" or "DISEASE" && at.Upper(open + 1) is ['T', ..])
            return false;
        for (var i = open + 1; i < close; i++)
        {
            if (!(at.Upper(i) is ['N', >= '0' and <= '3'] or ['M', '0' or '1'] or "N" or "M" || at[i].Kind == TokenKind.Number || at.SignAt(i) is ',' or '/' or '≤' or '≥' || at.Upper(i) is "AND" or "OR"))
                return false;
        }

        // "(M0, M1, M2)" of a leukemia are its kinds.
        return Enumerable.Range(open, close - open).Count(i => at.Upper(i) is ['M', ..]) == 1;
    }

    // "locally advanced (T4, any N; or any T, N2-3) or metastatic": what the word before it means
    private bool IsSpreadOf(int open, int close)
    {
        if (at.Upper(open - 1) is not ("ADVANCED" or "METASTATIC" or "LOCALIZED" or "LOCALISED"))
            return false;
        var letters = 0;
        for (var i = open + 1; i < close; i++)
        {
            if (at.Upper(i) is "T" or "N" or "M" or ['T' or 'N' or 'M', >= '0' and <= '4', ..])
                letters++;
            else if (!(at[i].Kind == TokenKind.Number && at[i].Number <= 4 || at.SignAt(i) is ',' or ';' or '/' or '-' or '+' || at.Upper(i) is "ANY" or "OR" or "AND" or "TO" or "A" or "B" or "C" || at.Upper(i) is "STAGE" or "IV" && at.Upper(open - 1) is "METASTATIC"))
                return false;
        }

        return letters > 0;
    }

    private bool FollowsLimit(int open) => at[open - 1].Kind == TokenKind.Number || (open > 1 && at[open - 2].Kind == TokenKind.Number) || (open > 3 && (at[open - 3].Kind == TokenKind.Number || at[open - 4].Kind == TokenKind.Number)) || Has(open - 1, NoExplanationLimit);

    private static readonly UInt128 NoExplanationLimit = TokenCursor.Bits(WordKind.Limit, WordKind.OrMore, WordKind.OrLess);

    // Words that no table of findings knows, and none of another way to measure
    private bool SaysNothingOfLimit(int open, int close)
    {
        var unknown = 0;
        for (var i = open + 1; i < close; i++)
        {
            if (at[i].Kind == TokenKind.Word && (IsCorrection(i) || Has(i, Findings) || at.Upper(i) is "FOR" or "IN" or "WITH" or "WITHOUT" or "OR" or "ONLY" or "MALE" or "FEMALE" or "BOTH" or "AND" or "AFTER" or "BEFORE" or "HIGHER" or "LOWER" || at.Word(i).Length < 3))
                return false;
            unknown += at.IsUnknownAt(i) ? 1 : 0;
        }

        return unknown > 0;
    }

    // examples := [","] ("which" ("include" | "includes") | "including" | "such as" | "like") items, up to the end of the sentence
    private int Examples(int from)
    {
        var i = at.SignAt(from) == ',' ? from + 1 : from;
        if (from == 0 || at.Upper(i) is not ("WHICH" or "THAT" or "INCLUDING" or "SUCH" or "LIKE" or "EG" or "E") || at.Holds(WordKind.Except) || at.Holds(WordKind.Unless) || !(BehindName(from) || BehindTime(from)))
            return -1;
        var which = at.Upper(i) is "WHICH" or "THAT" && at.Upper(i + 1) is "INCLUDE" or "INCLUDES" or "INCLUDED";
        if (which)
            i += 2;
        else if (at.Upper(i) is "INCLUDING" && at.SignAt(i + 1) == ':')
            i += 2;
        else if (at.Upper(i) is "INCLUDING" && at.Upper(i + 1) is not ("BUT" or "THE" or "ANY" or "THOSE" or "IN" or "AT"))
            i++;
        else if (at.Upper(i) is "SUCH" && at.Upper(i + 1) is "AS")
            i += 2;
        else if (at.Upper(i) is "LIKE" or "EG")
            i += at.SignAt(i + 1) is '.' or ',' or ':' ? 2 : 1;
        else if (at.Upper(i) is "E" && at.SignAt(i + 1) == '.' && at.Upper(i + 2) is "G")
            i += at.SignAt(i + 3) == '.' ? at.SignAt(i + 4) is ',' or ':' ? 5 : 4 : 3;
        else
            return -1;
        var (links, last, length, modified) = (0, false, 0, false);
        for (var start = i; i < at.Count && i - start < LongestExplanation && at.SignAt(i) is not ('.' or ';'); i++)
        {
            // "stroke (including transient ischemic attack)": of one of them
            if (at.SignAt(i) == '(' && i > start && ClosingOf(i) is > 0 and var inner && (inner == i + 2 || BeginsExamples(i + 1) || NamesSides(i, inner)))
            {
                i = inner;
                continue;
            }

            if (at[i].Kind == TokenKind.Number || Has(i, NoExplanation) || at.SignAt(i) is '(' or ')' or ':')
                return -1;
            // After the last of them nothing may go on.
            if (at.SignAt(i) is ',' or '/' || at.Upper(i) is "OR" or "AND")
            {
                if (last)
                    return -1;
                last = at.Upper(i) is "OR" or "AND";
                (links, length) = (links + 1, 0);
                continue;
            }

            // "chemotherapy including cetuximab or radiotherapy": the examples end before another way to treat.
            if (last && length == 0 && IsModality(i) && IsModality(from - 1) && (EndsAt(i + 1) || EndsAt(i + 2)))
                return at.SignAt(i - 2) == ',' ? i - 2 : i - 1;
            // "unstable angina, stroke, or uncontrolled arrhythmia": each with its word
            var alike = modified && Has(i, WordKind.Modifier) && polarity == Polarity.Exclusion && links > 1;
            modified |= length == 0 && Has(i, WordKind.Modifier);
            // "…, or active infection", "…, or a history of": one more statement
            if (++length > LongestExample || (last && at.Upper(i) is "ACTIVE" or "SEVERE") || (last && length == 1 && ((Has(i, NoExample) && !alike) || at.Upper(i) is "OTHER" or "ANY" or "A" or "AN" or "THE" or "WHO" or "WITH" or "REQUIRING" or "NEED" || at.SignAt(i - 2) == ',' && links < 3)) || at.Upper(i) is "WHO" or "THAT" or "WHICH" or "REQUIRING" || (at.Upper(i) is "WITH" && !(which && last)) || at.Upper(i) is "FOR" or "TO" or "TREATED" or "RECOVERED" or "PRIOR" or "BEFORE" or "AFTER" or "DURING" or "ARE" or "IS")
                return -1;
        }

        return i >= at.Count || at.SignAt(i) is '.' or ';' ? i : -1;
    }

    private bool IsModality(int index) => at.Upper(index) is "CHEMOTHERAPY" or "RADIOTHERAPY" or "RADIATION" or "SURGERY" or "IMMUNOTHERAPY";

    private static readonly UInt128 NoExample = TokenCursor.Bits(WordKind.History, WordKind.Known, WordKind.Modifier);

    private static readonly WordSet Vague = FrameWords.Of("vague");

    private static readonly WordSet OfVague = FrameWords.Of("ofVague");

    // "thrombotic events within 6 months before enrollment, such as stroke": behind a name and its time
    private bool BehindTime(int from)
    {
        if (polarity != Polarity.Exclusion)
            return false;
        for (var i = from - 1; i > 1 && from - i < LongestRegard; i--)
        {
            if (Has(i, WordKind.Within) && i + 1 < from && (at[i + 1].Kind == TokenKind.Number || Has(i + 1, WordKind.Number) || at.Upper(i + 1) is "THE" or "LAST" or "PAST" or "PREVIOUS"))
                return BehindName(i);
            if (at[i].Kind == TokenKind.Sign && at.SignAt(i) is not ('-' or '/'))
                return false;
        }

        return false;
    }

    // A name, and none that says nothing by itself: "uncontrolled illness including …"
    private bool BehindName(int from)
    {
        if (at[from - 1].Kind != TokenKind.Word || IsWord(from - 1, Auxiliaries) || (Vague.ContainsSingular(at[from - 1].Spelling) && (from < 2 || at[from - 2].Kind != TokenKind.Word || IsWord(from - 2, OfVague))))
            return false;
        return Has(from - 1, Findings) || HeadNouns.Of(at[from - 1].Spelling) is HeadKind.Condition or HeadKind.Therapy or HeadKind.TherapyOf || (from > 1 && Has(from - 2, Findings)) || (from > 2 && Has(from - 3, Findings));
    }

    private static readonly WordSet OfLesions = WordSet.Of("tumor", "tumour", "target", "disease", "cancer", "primary", "solid", "metastatic", "index");

    // measurable := ["at least" "one"] "measurable" ["or" "evaluable"] word* "lesions" | word* "lesions" ["that"] "can be measured"
    private int MeasurableLesion(int from)
    {
        var (i, kinds) = (from, 0);
        if (at.Upper(i) is "AT" && at.Upper(i + 1) is "LEAST" && at.Upper(i + 2) is "ONE" or "1" or "A")
            i += 3;
        else if (at.Upper(i) is "ONE" && at.Upper(i + 1) is "OR" && at.Upper(i + 2) is "MORE")
            i += 3;
        while (at.Upper(i) is "MEASURABLE" or "EVALUABLE" or "OR" or "AND" or "/")
        {
            kinds |= at.Upper(i) switch { "MEASURABLE" => 1, "EVALUABLE" => 2, _ => 0 };
            i++;
        }

        while (IsWord(i, OfLesions))
            i++;
        if (at.Upper(i) is not ("LESION" or "LESIONS" or "FOCUS" or "FOCI"))
            return -1;
        i++;
        if (kinds == 0)
        {
            if (at.Upper(i) is "THAT" or "WHICH")
                i++;
            if (at.Upper(i) is not "CAN" || at.Upper(i + 1) is not "BE")
                return -1;
            i += 2;
            kinds = at.Upper(i) switch { "MEASURED" or "MEASURABLE" => 1, "EVALUATED" or "EVALUABLE" or "ASSESSED" or "ASSESSABLE" => 2, _ => 0 };
            if (kinds == 0)
                return -1;
            i++;
        }
        else if (kinds == 2)
            return -1;

        instead = kinds switch { 1 => "measurable disease", 2 => "evaluable disease", _ => "measurable or evaluable disease" };
        return at.Upper(i) is "IN" or "OF" or "OUTSIDE" or "OTHER" or "THAT" or "WHICH" or "WITH" or "NOT" or "≥" or "MEASURING" ? -1 : i;
    }
}
