using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Smaller wordings of sponsors' templates: "whichever is lower", how a virus is found, "history of cardiovascular conditions within 6 months: …".</summary>
internal sealed partial class Asides
{
    // "≥ 18 years and ≤ 70 years of age"
    private int YearsOfPair(int from)
    {
        if (from < 2 || at[from - 1].Kind != TokenKind.Number || at.Upper(from + 1) is not ("AND" or "TO") || !Has(from - 2, WordKind.Operator))
            return -1;
        var i = from + 2;
        while (i < at.Count && i - from < LongestChain && at[i].Kind != TokenKind.Number)
            i++;
        return at.Upper(i + 1) is "YEARS" && at.Upper(i + 2) is "OF" or "OLD" ? from + 1 : -1;
    }

    // "malignancies or history of malignancies": either way
    private int OrHistoryOf(int from)
    {
        // "requiring treatment or intervention"
        if (from > 1 && at.Upper(from + 1) is "INTERVENTION" && at.Upper(from - 1) is "TREATMENT" && (at.Upper(from - 2) is "REQUIRING" || at.Upper(from - 3) is "REQUIRING"))
            return EndsAt(from + 2) ? from + 2 : -1;
        // "within 4 weeks before the first dose or possibly during the study period": what is yet to come
        if (from > 0 && at.Upper(from + 1) is "POSSIBLY" && at.Upper(from + 2) is "DURING" && at.Holds(WordKind.Within))
        {
            var end = from + 3;
            while (at.Upper(end) is "THE" or "STUDY" or "TRIAL" or "PERIOD" or "TREATMENT")
                end++;
            return EndsAtAll(end) ? end : -1;
        }

        if (polarity != Polarity.Exclusion || from == 0 || at.Upper(from + 1) is not "HISTORY" || at.Upper(from + 2) is not "OF" || at[from - 1].Kind != TokenKind.Word)
            return -1;
        return at.Upper(from + 3).Length > 3 && string.Equals(at.Upper(from + 3), at.Upper(from - 1), StringComparison.Ordinal) ? from + 4 : -1;
    }

    private int Received(int from)
    {
        instead = "received";
        return from + 4;
    }

    private int ClassDefined(int from)
    {
        var (i, words) = (from + 1, new List<string> { "NYHA", "class" });
        while (i < at.Count && i - from < LongestAlternative && (at[i].Kind == TokenKind.Word || (at.SignAt(i) == '-' && at[i].Glued)) && at.Upper(i) is not "AS")
            words.Add(at[i++].Kind == TokenKind.Word ? at.Word(i - 1) : "to");
        var end = at.SignAt(i) == ',' ? i + 1 : i;
        if (i < from + 3 || at.Upper(end) is not "AS" || at.Upper(end + 1) is not "DEFINED" || at.Upper(end + 2) is not "BY" || at.Upper(from + 1) is not ("I" or "II" or "III" or "IV"))
            return -1;
        end += at.Upper(end + 3) is "THE" ? 4 : 3;
        if (at.Upper(end) is "NYHA")
            end++;
        else if (at.Upper(end) is "NEW" && at.Upper(end + 3) is "ASSOCIATION")
            end += at.SignAt(end + 4) == '(' && at.SignAt(end + 6) == ')' ? 7 : 4;
        else
            return -1;
        instead = string.Join(' ', words);
        return end;
    }

    // "viral load undetectable on suppressive therapy, if indicated"
    private int Suppressed(int from)
    {
        if (from == 0 || at.Upper(from + 1) is not "SUPPRESSIVE" || at.Upper(from + 2) is not "THERAPY" || !Enumerable.Range(0, from).Any(i => at.Upper(i) is "UNDETECTABLE"))
            return -1;
        var i = at.SignAt(from + 3) == ',' ? from + 4 : from + 3;
        return at.Upper(i) is "IF" && at.Upper(i + 1) is "INDICATED" or "NEEDED" or "APPLICABLE" or "CLINICALLY" ? i + (at.Upper(i + 1) is "CLINICALLY" ? 3 : 2) : from + 3;
    }

    // "(transfusions to achieve this level are not permitted within 7 days)": no transfusion in that time
    private int TransfusionForbidden(int from)
    {
        var i = from + 1;
        if (at.Upper(i) is "TO" && at.Upper(i + 1) is "ACHIEVE" or "REACH" or "ATTAIN" or "MEET" or "OBTAIN")
        {
            i += 2;
            while (at.Upper(i) is "THIS" or "THESE" or "THE" or "LEVEL" or "LEVELS" or "VALUE" or "VALUES" or "COUNT" or "COUNTS" or "CRITERION" or "CRITERIA")
                i++;
        }

        if (at.Upper(i) is not ("IS" or "ARE") || at.Upper(i + 1) is not "NOT" || at.Upper(i + 2) is not ("PERMITTED" or "ALLOWED"))
            return -1;
        instead = "no transfusion";
        return i + 3;
    }

    // "LVEF ≥ 50% or ≥ LLN, whichever is lower": of two lower limits the lower is enough, of two upper ones the higher
    private int Whichever(int from, int start)
    {
        var end = at.Upper(from + 1) is "IS" ? from + 2 : from + 1;
        var lower = at.Upper(end) is "LOWER" or "LESS" or "LOWEST" or "SMALLER";
        if (start < 3 || !(lower || at.Upper(end) is "HIGHER" or "GREATER" or "HIGHEST" or "LARGER"))
            return -1;
        var (above, below, links) = (0, 0, 0);
        for (var i = 0; i < start; i++)
        {
            above += at.SignAt(i) is '≥' or '>' ? 1 : 0;
            below += at.SignAt(i) is '≤' or '<' ? 1 : 0;
            links += Has(i, WordKind.Or) ? 1 : 0;
            if (at.SignAt(i) is ';' or '.' || Has(i, WordKind.And) || Has(i, WordKind.Within))
                return -1;
        }

        return links == 1 && ((lower && above is 2 && below == 0) || (!lower && below is 2 && above == 0)) ? end + 1 : -1;
    }

    private static readonly WordSet Serology = WordSet.Of("hbsag", "antigen", "antibody", "antibodies", "rna", "dna", "serology", "anti", "hcv", "hbv");

    // "hepatitis C, defined as a positive antibody test followed by a positive RNA test", "(chronic or acute; defined as …)": how it is found
    private int VirusMeans(int from)
    {
        var open = at.SignAt(from) == '(';
        var i = from + 1;
        var end = open ? ClosingOf(from) : at.Count;
        if (from == 0 || end < 0 || !Enumerable.Range(Math.Max(0, from - 4), Math.Min(4, from)).Any(before => at.Upper(before) is "HEPATITIS" or "HBV" or "HCV"))
            return -1;
        while (open && (at.Upper(i) is "HBV" or "HCV" or "CHRONIC" or "ACUTE" or "OR" or "AND" || at.SignAt(i) is ';' or ','))
            i++;
        if (at.Upper(i) is not "DEFINED" || at.Upper(i + 1) is not ("AS" or "BY"))
            return -1;
        var (positive, found) = (false, false);
        for (; i < end && !(at.SignAt(i) is '.' or ';' && !open); i++)
        {
            if (at[i].Kind == TokenKind.Number || Has(i, WordKind.Not) || Has(i, WordKind.Operator) || Has(i, WordKind.Except) || Has(i, WordKind.Unless) || at.Upper(i) is "NEGATIVE" or "ABSENCE" || (at.Upper(i) is "OR" && !open))
                return -1;
            positive |= at.Upper(i) is "POSITIVE" or "DETECTED" or "DETECTABLE" or "REACTIVE" or "PRESENCE";
            found |= IsWord(i, Serology);
        }

        return positive && found ? (open ? end + 1 : i) : -1;
    }

    // "on 2 or more time points within a 24 hour period": how a value is taken
    private int TimePoints(int from)
    {
        var end = from + 6;
        if (from == 0 || !at.Holds(WordKind.Variable) || at[from + 1].Kind != TokenKind.Number && !Has(from + 1, WordKind.Number))
            return -1;
        if (Has(end, WordKind.Within))
        {
            while (end < at.Count && end - from < LongestVisit && at.Upper(end) is not ("PERIOD" or "HOURS" or "HOUR"))
                end++;
            end += at.Upper(end + 1) is "PERIOD" ? 2 : 1;
        }

        return end <= at.Count ? end : -1;
    }

    // "stroke including transient ischemic attack": no stroke, and meant as well
    private int Also(int from)
    {
        instead = "or";
        return from + 1;
    }

    // "evidence of post-menopausal status or …"
    private int Postmenopausal(int from)
    {
        var i = at.Upper(from + 1) is "OF" && at.Upper(from + 2) is "POST" ? from + 3 : -1;
        if (i > 0 && at.SignAt(i) == '-')
            i++;
        if (i < 0 || at.Upper(i) is not "MENOPAUSAL" || at.Upper(i + 1) is not "STATUS")
            return -1;
        instead = "postmenopausal";
        return i + 2;
    }

    private static readonly WordSet Following = WordSet.Of("any", "one", "or", "more", "of", "the", "following", "cardiovascular", "cardiac", "conditions", "events", "diseases");

    // "history of (one or more of the following) cardiovascular conditions within 6 months: a, b": any of these
    private int AnyOfFollowing(int from)
    {
        var i = from + 1;
        while (IsWord(i, Following))
            i++;
        if (i < from + 4 || at.Upper(i - 1) is not ("CONDITIONS" or "EVENTS" or "DISEASES") || !Has(i, WordKind.Within))
            return -1;
        for (var colon = i; colon < at.Count; colon++)
        {
            if (at.SignAt(colon) == ':')
            {
                instead = "any of the following";
                return i;
            }
        }

        return -1;
    }
}
