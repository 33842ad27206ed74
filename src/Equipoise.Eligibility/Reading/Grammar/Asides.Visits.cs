using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>When it is looked at: "when signing the consent form", "at the date of randomization".</summary>
internal sealed partial class Asides
{
    private const int LongestVisit = 16;

    // What happens at a visit
    private static readonly WordSet Events = WordSet.Of(
        "screening", "prescreening", "baseline", "enrollment", "enrolment", "enrolled", "enrolling", "randomization", "randomisation", "randomized", "randomised", "registration", "registering", "inclusion", "included", "admission", "consent", "consenting", "assent", "icf", "entry", "entering", "vaccination", "immunization", "immunisation",
        "recruitment", "recruited", "allocation", "index", "visit", "v1", "c1d1", "draw", "sampling", "collection");

    // Where something begins
    private static readonly WordSet Beginnings = WordSet.Of("start", "beginning", "initiation", "commencement", "first", "initial", "starting", "initiating", "beginning", "commencing");

    private static readonly WordSet Begun = WordSet.Of("dose", "dosing", "administration", "treatment", "therapy", "drug", "drugs", "medication", "product", "infusion", "injection", "intervention", "study", "trial", "examination", "assessment", "evaluation", "cycle");

    // What may follow the event and still names the visit
    private static readonly WordSet Closings = WordSet.Of("visit", "visits", "period", "phase", "examination", "evaluation", "assessment", "test", "form", "document", "study", "trial", "protocol", "signature", "process", "procedure", "procedures", "date", "signed", "given", "obtained", "provided");

    private static readonly WordSet Between = WordSet.Of(
        "the", "a", "an", "of", "to", "into", "in", "for", "on", "at", "this", "each", "their", "his", "her", "time", "times", "day", "date", "moment", "point", "initial", "first", "most", "recent", "last", "latest", "current", "study", "trial", "protocol", "clinical", "patient", "patients", "subject", "participant", "subject's", "patient's", "participant's",
        "written", "informed", "main", "pre", "treatment", "signing", "signature", "giving", "providing", "obtaining", "being", "is", "are", "was", "were", "start", "beginning", "initiation", "commencement", "starting", "initiating", "first", "investigational", "either", "both", "hospital", "study's", "present", "blood", "sample");

    private static readonly WordSet Numbered = WordSet.Of("visit", "day", "cycle", "cohort", "cohorts", "part", "parts", "week", "arm", "arms", "group", "groups", "step");

    // visit := lead word* event closing* (("and" | "or" | "/") visit)?
    private int Visit(int from)
    {
        var lead = Lead(from, out var before);
        if (lead < 0)
            return -1;
        var (end, happens, begins) = (-1, false, false);
        for (var i = lead; i < at.Count && i - from < LongestVisit; i++)
        {
            var token = at[i];
            if (token.Kind == TokenKind.Number)
            {
                // "day 1", "cohorts 1 and 2", "day -1"
                var named = at.SignAt(i - 1) == '-' ? i - 2 : at.Upper(i - 1) is "AND" or "OR" && at[i - 2].Kind == TokenKind.Number ? i - 3 : i - 1;
                if (named < lead || !Numbered.Contains(at[named].Spelling))
                    break;
                happens |= at.Upper(named) is "VISIT" or "DAY" or "CYCLE";
                end = happens ? i + 1 : end;
                continue;
            }

            if (token.Kind == TokenKind.Sign)
            {
                if (token.Sign == '(' && i + 2 < at.Count && at.SignAt(i + 2) == ')' && Events.Contains(at[i + 1].Spelling))
                {
                    (i, end, happens) = (i + 2, i + 3, true);
                    continue;
                }

                if (token.Sign is not ('/' or '-' or '\''))
                    break;
                continue;
            }

            if (Events.Contains(token.Spelling) && (at.Upper(i) is not "VISIT" || happens || (i + 1 < at.Count && at[i + 1].Kind == TokenKind.Number) || at.Upper(i - 1) is "FIRST" or "INITIAL" or "STUDY"))
                (end, happens) = (i + 1, true);
            else if (begins && Begun.Contains(token.Spelling))
                (end, happens) = (i + 1, true);
            else if (happens && Closings.Contains(token.Spelling))
                end = i + 1;
            else if (at.Upper(i) is "AND" or "OR")
            {
                if (!(happens && i + 1 < at.Count && (Lead(i + 1, out _) > 0 || Events.Contains(at[i + 1].Spelling) || at[i + 1].Kind == TokenKind.Number)))
                    break;
            }
            else if (at.Upper(i) is "ASSESSMENT" or "EVALUATION" or "EXAMINATION" && at.Upper(i - 1) is "RECENT" or "LAST" or "LATEST")
                (end, happens) = (i + 1, true);
            else if (!Between.Contains(token.Spelling) && !Numbered.Contains(token.Spelling))
                break;
            // "prior to investigational product administration"
            begins |= Beginnings.Contains(token.Spelling) || (before && at.Upper(i) is "INVESTIGATIONAL" or "STUDY" && i + 2 < at.Count && at.Upper(i + 2) is "ADMINISTRATION" or "DOSING" or "INFUSION" or "INJECTION");
        }

        return end > 0 && (!before || MayBeBefore(from)) ? end : -1;
    }

    // "prior to the date of randomization", "of the time of enrollment": the event says it
    private int DateOf(int from)
    {
        if (from == 0 || at.Upper(from - 1) is not ("TO" or "BEFORE" or "OF" or "FROM" or "SINCE"))
            return -1;
        // "prior to receiving the first dose"
        var anchor = from;
        while (at.Upper(anchor) is "RECEIVING" or "RECEIPT" or "OF" or "GETTING" or "ADMINISTRATION" or "SCHEDULED" or "EXPECTED" or "ANTICIPATED" or "PLANNED" || (anchor > from && at.Upper(anchor) is "THE"))
            anchor++;
        if (anchor > from && at.Upper(from) is not "OF" && Has(anchor, WordKind.Anchor))
            return anchor;
        var i = at.Upper(from) is "THE" ? from + 1 : from;
        if (at.Upper(i) is not ("DATE" or "DAY" or "TIME") || at.Upper(i + 1) is not "OF")
            return -1;
        i = at.Upper(i + 2) is "THE" ? i + 3 : i + 2;
        return i < at.Count && (Events.Contains(at[i].Spelling) || Beginnings.Contains(at[i].Spelling) || Has(i, WordKind.Anchor)) ? i : -1;
    }

    private int Lead(int from, out bool before)
    {
        before = false;
        switch (at.Upper(from), at.Upper(from + 1))
        {
            case ("AS", "OF" or "AT"):
                return from + 2;
            case ("AT" or "ON" or "UPON" or "DURING" or "WHEN" or "WHILE", _):
                return from + 1;
            // "longer than 3 months from the date of consent"
            case ("FROM" or "AFTER" or "SINCE", _) when at.Holds(WordKind.Life):
                return from + 1;
            case ("PRIOR", "TO"):
                before = true;
                return from + 2;
            case ("BEFORE", _):
                before = true;
                return from + 1;
            default:
                return -1;
        }
    }

    // "4 weeks before enrollment" says from when on: no aside.
    private bool MayBeBefore(int from)
    {
        for (var i = from - 1; i >= 0 && at.SignAt(i) is not (',' or ';' or '.'); i--)
        {
            if (at.Upper(i) is "DAY" or "DAYS" or "WEEK" or "WEEKS" or "MONTH" or "MONTHS" or "HOUR" or "HOURS" or "WITHIN" or "LIVES" or "SINCE" or "LAST" or "PAST" || (at.Upper(i) is "YEAR" or "YEARS" && at.Upper(i + 1) is not ("OF" or "OLD" or "OR" or "AND")))
                return false;
        }

        return true;
    }
}
