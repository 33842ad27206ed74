using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What stands around a value and takes nothing from it: in what state somebody was ("preoperative hemoglobin", "at rest"), how often it was measured
/// ("on two or more ECGs"), for whom its limit of normal counts ("ULN for the same age group"), and where more is told (", see Appendix A").</summary>
internal sealed partial class Asides
{
    private const int LongestState = 7;
    private const int LongestFormula = 34;

    private static readonly WordSet States = FrameWords.Of("stateOfValue");
    private static readonly WordSet Raised = FrameWords.Of("raised");
    private static readonly WordSet Lowered = FrameWords.Of("lowered");
    private static readonly WordSet Amounts = FrameWords.Of("amount");
    private static readonly WordSet Ranks = FrameWords.Of("rankOfNormal");
    private static readonly WordSet Repeats = FrameWords.Of("repeat");
    private static readonly WordSet Postures = FrameWords.Of("posture");

    // state := (state-word | "raised" | "lowered" | "/" | "-")+ [amount "of"], before what is measured
    private int StateBefore(int from)
    {
        if (!at.Holds(WordKind.Variable))
            return -1;
        var (i, said) = (from, '\0');
        for (; i < at.Count && i - from < LongestState; i++)
        {
            if (Has(i, WordKind.Variable))
                break;
            if (i > from && at.SignAt(i) is '/' or '-' or ',' || IsWord(i, States) || (at.Upper(i) is "RECENT" && at.Upper(i - 1) is "MOST") || (i > from && at.Upper(i) is "OR" or "AND"))
                continue;
            if (IsWord(i, Raised))
                said = '>';
            else if (IsWord(i, Lowered))
                said = '<';
            else if (i > from && IsWord(i, Amounts))
                i += at.Upper(i + 1) is "OF" ? 1 : 0;
            else
                return -1;
        }

        // "high albumin < 3 g/dL" says two things.
        return i > from && i < at.Count && Has(i, WordKind.Variable) && at.SignAt(i - 1) != ',' && (at.Upper(i - 1) is not ("AND" or "OR") || IsWord(i, States)) && (said == '\0' ? HasLimit(i) : LimitAfter(i) == said) ? i : -1;
    }

    private bool HasLimit(int variable) => LimitAfter(variable) != '\0';

    // Which way the next comparison goes; a blank for a range
    private char LimitAfter(int variable)
    {
        var here = at.Position;
        var way = '\0';
        for (at.Position = variable + 1; way == '\0' && at.Position < at.Count && at.Position - variable < 12 && at.Sign is not (';' or ','); at.Position++)
        {
            if (at.Is(WordKind.Between) || at.Is(WordKind.Normal))
                way = ' ';
            else if (at.Is(WordKind.Operator))
                way = at.Take(WordKind.Operator) is ['>', ..] ? '>' : '<';
        }

        at.Position = here;
        return way;
    }

    // taken := rank | times | posture, behind a value
    private int Taken(int from)
    {
        if (!BeginTaken.Contains(at[from].Spelling) || !BehindValue(from))
            return -1;
        if (at.Upper(from) is "FOR" or "BY" or "ACCORDING" or "OF" && RankOfNormal(at.Upper(from + 1) is "TO" ? from + 2 : from + 1) is > 0 and var rank)
            return rank;
        return at.Upper(from) switch
        {
            "ON" or "IN" or "FROM" or "OVER" or "AT" => Repeated(from + 1) is > 0 and var repeated ? repeated : Posture(from + 1) is > 0 and var posture ? posture : BoneOf(from + 1),
            "WHILE" or "WHEN" or "UNDER" or "BREATHING" => Posture(from + 1),
            "DESPITE" => Despite(from + 1),
            _ => -1,
        };
    }

    private static readonly WordSet BeginTaken = WordSet.Of("for", "by", "according", "of", "on", "in", "from", "over", "at", "while", "when", "under", "breathing", "despite");

    // A number stands a few words before, and no name of something else.
    private bool BehindValue(int from)
    {
        if (!at.HoldsValue)
            return false;
        for (var i = from - 1; i >= 0 && from - i < 12 && at.SignAt(i) is not (';' or '.'); i--)
        {
            if (at[i].Kind == TokenKind.Number || Has(i, WordKind.Limit))
                return true;
            // "460 ms": a unit, and no disease
            if ((Has(i, Findings) && !(i > 0 && at[i - 1].Kind == TokenKind.Number)) || Has(i, WordKind.Age) || Has(i, WordKind.Old))
                return false;
        }

        return false;
    }

    // "for the same age group", "for age and sex", "for the laboratory's assay"
    private int RankOfNormal(int from)
    {
        var i = from;
        if (!Enumerable.Range(Math.Max(0, from - 6), from - Math.Max(0, from - 6)).Any(one => Has(one, WordKind.Limit) || at.Upper(one) is "NORMAL" or "NORMS" or "PREDICTED"))
            return -1;
        var named = false;
        for (; i < at.Count && i - from < LongestState; i++)
        {
            if (IsWord(i, Ranks))
                named |= at.Upper(i) is not ("THE" or "SAME" or "THEIR" or "HIS" or "HER" or "THIS" or "THAT" or "AND" or "OR" or "OF" or "A");
            else if (at.SignAt(i) is not ('/' or '-' or '\''))
                break;
        }

        return named && at.Upper(i - 1) is not ("AND" or "OR" or "OF" or "THE") ? i : -1;
    }

    // "(at least) two (or more) (consecutive) ECGs", "the mean of 3 readings", "repeated measurement"
    private int Repeated(int from)
    {
        if (Mean(from) is > 0 and var mean)
            return mean;
        var i = from;
        for (; i < at.Count && i - from < LongestState; i++)
        {
            if (at[i].Kind == TokenKind.Word && Repeats.ContainsSingular(at[i].Spelling) && (i > from))
                return i + 1;
            if (at[i].Kind != TokenKind.Number && !Has(i, WordKind.Number) && at.Upper(i) is not ("AT" or "LEAST" or "OR" or "MORE" or "THE" or "A" or "AN" or "CONSECUTIVE" or "SEPARATE" or "REPEATED" or "REPEAT" or "DIFFERENT" or "INDEPENDENT" or "SERIAL" or "ANY" or "TRIPLICATE" or "DUPLICATE" or "SINGLE" or "SUCCESSIVE" or "EACH" or "OF" or "ONE" or "TWO" or "THREE" or "TIMES") && at.SignAt(i) is not ('≥' or '-'))
                return -1;
        }

        return -1;
    }

    // "at rest", "in a sitting position", "in ambient air", "breathing room air"
    private int Posture(int from)
    {
        var i = from;
        while (i < at.Count && i - from < LongestState && (IsWord(i, Postures) || (i > from && at.SignAt(i) is '/' or '-')))
            i++;
        return i > from && at.Upper(i - 1) is not ("THE" or "A" or "AN" or "OR" or "AND" or "IN" or "ON") ? i : -1;
    }

    // "blood pressure > 150/90 mmHg despite optimal treatment": that it is uncontrolled
    private int Despite(int from)
    {
        if (!Enumerable.Range(0, from).Any(i => Has(i, WordKind.Variable) && at.Upper(i) is "BLOOD" or "BP" or "SBP" or "DBP" or "SYSTOLIC" or "DIASTOLIC"))
            return -1;
        // "despite two drugs": how many is asked as well
        if (from < at.Count && (at[from].Kind == TokenKind.Number || Has(from, WordKind.Number) || at.Upper(from) is "AT"))
            return -1;
        var i = from;
        while (i < at.Count && i - from < LongestState && at[i].Kind == TokenKind.Word && !EndsAt(i))
            i++;
        return i > from && (i >= at.Count || at.SignAt(i) is '.' or ';' or ')') && at.Upper(i - 1) is "TREATMENT" or "THERAPY" or "MEDICATION" or "MEDICATIONS" or "MANAGEMENT" or "AGENTS" or "DRUGS" or "CARE" ? i : -1;
    }

    // ", see Appendix A", "refer to section 5.2 for details", up to the end of the bracket or sentence
    private int Elsewhere(int from)
    {
        var i = at.SignAt(from) is ',' or ';' ? from + 1 : from;
        if (from == 0 || at.Upper(i) is not ("SEE" or "REFER" or "CF") || at.Upper(i) is "REFER" && at.Upper(i + 1) is not "TO")
            return -1;
        var place = false;
        for (var start = i++; i < at.Count && i - start < LongestState && at.SignAt(i) is not (')' or ';' or ','); i++)
        {
            place |= at.Upper(i) is "APPENDIX" or "APPENDICES" or "SECTION" or "TABLE" or "ANNEX" or "ATTACHMENT" or "PROTOCOL" or "BELOW" or "ABOVE" or "SCHEDULE";
            if (Has(i, Findings) || Has(i, WordKind.Variable) || Has(i, WordKind.Operator))
                return -1;
        }

        return place ? i : -1;
    }

    // "(estimated glomerular filtration rate (eGFR) by the MDRD formula)": by which formula, behind a limit
    private int Formula(int open)
    {
        var (deep, formula) = (0, false);
        if (open == 0 || !FollowsLimit(open))
            return -1;
        for (var i = open; i < at.Count && i - open < LongestFormula; i++)
        {
            deep += at.SignAt(i) switch { '(' => 1, ')' => -1, _ => 0 };
            if (deep == 0)
                return formula ? i + 1 : -1;
            formula |= at.Upper(i) is "FORMULA" or "EQUATION" or "FORMULAE" or "FORMULAS" or "EQUATIONS";
            if ((at[i].Kind == TokenKind.Number && !IsVersion(i)) || (Has(i, NoMethod) && !IsMethodNoun(i)) || at.Upper(i) is "FOR" or "IF" or "ONLY" or "FEMALE" or "FEMALES" or "MALE" or "MALES" or "WOMEN" or "MEN")
                return -1;
        }

        return -1;
    }

    // counted := [who] auxiliary* ["previously"] ("treated with" | "received" | "progressed on" | "completed"), before a number of lines: "previously treated with at
    // least 1 line of chemotherapy"
    private int Counted(int from)
    {
        var i = from;
        while (i - from < LongestState && (IsWord(i, Auxiliaries) || IsWord(i, Adverbs) || (from > 0 && at.Upper(i) is "WHO" or "THAT" or "WHICH" or ",")))
            i++;
        switch (at.Upper(i))
        {
            case "TREATED" when at.Upper(i + 1) is "WITH" or "BY":
            case "PROGRESSED" when at.Upper(i + 1) is "ON" or "AFTER" or "FOLLOWING" or "DURING" or "UPON":
                i += 2;
                break;
            case "RECEIVED" or "COMPLETED":
                i++;
                break;
            default:
                return -1;
        }

        if (at.Upper(i) is "WITH")
            i++;
        var number = i < at.Count && (at[i].Kind == TokenKind.Number || Has(i, WordKind.Operator) || Has(i, WordKind.Number) || Has(i, WordKind.Between));
        if (!number || !CountsLines(i) || at.Upper(Math.Max(0, from - 1)) is "NOT" or "OR" or "AND" or "NEVER")
            return -1;
        instead = from > 0 && at[from - 1].Kind == TokenKind.Word && !Has(from - 1, WordKind.Person) ? polarity == Polarity.Inclusion ? "and" : "with" : null;
        return i;
    }

    private bool CountsLines(int from)
    {
        for (var i = from + 1; i < at.Count && i - from < LongestState; i++)
        {
            if (at.Upper(i) is "LINE" or "LINES" or "REGIMEN" or "REGIMENS" or "CYCLES" or "CYCLE" or "COURSES" or "THERAPIES")
                return true;
        }

        return false;
    }
}
