using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What sponsors' templates say beside what they ask: why somebody is excluded, how sensitive a test is, what measurable disease is, which exceptions a sentence of its own makes.</summary>
internal sealed partial class Asides
{
    private const int LongestBoilerplate = 60;

    private static readonly WordSet Verdicts = WordSet.Of("excluded", "ineligible", "eligible", "allowed", "permitted", "prohibited", "study", "trial", "protocol", "participation", "enrolled", "enroll");

    private static readonly WordSet Reasoned = WordSet.Of("the", "potential", "risk", "risks", "unknown", "possible", "lack", "their", "increased", "possibility", "concern", "concerns");

    private static readonly WordSet Reactions = WordSet.Of("allergic", "anaphylactic", "anaphylactoid", "hypersensitivity");

    private static readonly WordSet Toxic = WordSet.Of("toxicity", "toxicities", "ae", "aes");

    private static readonly WordSet OfTherapy = WordSet.Of("any", "all", "the", "a", "an", "previous", "previously", "prior", "past", "earlier", "administered", "anti", "cancer", "anticancer", "antitumor", "antineoplastic", "systemic", "tumor", "immuno", "oncology", "immune", "checkpoint", "inhibitor");

    // A tail that may be longer than all that an aside is looked for in
    private Aside? LongTail()
    {
        for (var i = 1; i < at.Count; i++)
        {
            var end = at.SignAt(i) == '.' || at[i].Kind == TokenKind.Word ? Reason(i) : -1;
            if (end < 0 && at.Upper(i) is "DEFINED")
                end = MeasurableMeans(i);
            if (end == at.Count || (end == at.Count - 1 && at.SignAt(end) == '.'))
                return new Aside(i, end, null);
        }

        return null;
    }

    // template := reason | "systemic treatment with" | "any medications that are" | …, where a word begins it
    private int Boilerplate(int from)
    {
        instead = null;
        var end = at.Upper(from) switch
        {
            "BECAUSE" or "DUE" or "GIVEN" when Reason(from) is > 0 and var reason => reason,
            "DEFINED" => MeasurableMeans(from) is > 0 and var measurable ? measurable : MeansLimit(from),
            "FROM" or "DUE" or "CAUSED" or "RELATED" or "RESULTING" or "ATTRIBUTED" or "ATTRIBUTABLE" or "SECONDARY" => OfTreatment(from),
            "SYSTEMIC" => SystemicSteroids(from),
            "ANY" => AnyMedication(from),
            "PATIENTS" or "SUBJECTS" or "PARTICIPANTS" or "INDIVIDUALS" => at.Upper(from - 1) is "POSITIVE" && at.Upper(from + 1) is "ON" or "RECEIVING" ? from + 1 : -1,
            "CLASS" => WholeClass(from),
            "ALLERGIC" or "ANAPHYLACTIC" or "ANAPHYLACTOID" or "HYPERSENSITIVITY" => ReactionKinds(from),
            "WELL" => WellDocumented(from),
            "OF" when from > 0 && at.Upper(from - 1) is "INVOLVEMENT" && at.Upper(from + 1) is "THEIR" or "THE" or "HIS" && at.Upper(from + 2) is "CANCER" or "MALIGNANCY" or "TUMOR" or "DISEASE" => from + 3,
            "FOR" when from > 0 && at.Upper(from - 1) is "TEST" && at.Upper(from + 1) is "FEMALE" && at.Upper(from + 2) is "PRE" && at.Upper(from + 5) is "PATIENTS" or "SUBJECTS" or "PARTICIPANTS" => from + 6,
            "FOR" when at.Upper(from + 1) is "CANCER" && at.Upper(from + 2) is "TREATMENT" or "THERAPY" && from > 1 && EndsAtAll(from + 3) && Enumerable.Range(0, from).Any(i => at.Upper(i) is "CHEMOTHERAPY") => from + 3,
            "ON" or "AT" when at.Upper(from + 2) is "OR" && at.Upper(from + 3) is "MORE" && at.Upper(from + 4) is "TIME" && at.Upper(from + 5) is "POINTS" => TimePoints(from),
            "ON" => Suppressed(from),
            "AT" when polarity == Polarity.Exclusion && at.Upper(from + 1) is "SCREENING" && at.Upper(from + 2) is "OR" && Has(from + 3, WordKind.Within) => from + 3,
            "AND" when at.Upper(from + 1) is "WHILE" && at.Upper(from + 2) is "ON" && at.Upper(from + 3) is "TRIAL" or "STUDY" => at.Upper(from + 4) is "IS" && at.Upper(from + 5) is "PROHIBITED" ? from + 6 : from + 4,
            "INCLUDING" when from > 0 && at.Upper(from - 1) is "STROKE" or "ACCIDENT" or "CVA" && (at.Upper(from + 1) is "TIA" || (at.Upper(from + 1) is "TRANSIENT" && at.Upper(from + 2) is "ISCHEMIC" or "ISCHAEMIC")) => Also(from),
            "HISTORY" => AnyOfFollowing(from),
            "EVIDENCE" => Postmenopausal(from),
            "YEARS" => YearsOfPair(from),
            "SCREENING" when from == 0 && at.Count > 2 && (Has(1, WordKind.Variable) || (at.Upper(1) is "TOTAL" or "SERUM" && Has(2, WordKind.Variable))) => 1,
            "OR" => OrHistoryOf(from),
            "VACCINATED" when at.Upper(from + 1) is "OR" && at.Upper(from + 2) is "EXPOSED" && at.Upper(from + 3) is "TO" => Received(from),
            "AS" when at.Upper(from + 1) is "DEFINED" => MeansLimit(from + 1) is > 0 and var defined ? defined : -1,
            "WHICHEVER" => Whichever(from, from),
            "ARE" or "IS" => Ineligible(from),
            "ONLY" when from > 0 && at.Upper(from + 1) is "REQUIRING" && Has(from - 1, Findings) => from + 1,
            "TRANSFUSION" or "TRANSFUSIONS" => TransfusionForbidden(from),
            _ => -1,
        };
        if (end < 0)
            instead = null;
        return end;
    }

    // "… are excluded from this study because of …": why, up to the end of the sentence
    private int Reason(int from)
    {
        var sentence = at.SignAt(from) == '.';
        var i = sentence ? from + 1 : from;
        if (at.Upper(i) is "BECAUSE")
            i++;
        else if (!sentence && ((at.Upper(i) is "DUE" && at.Upper(i + 1) is "TO" && IsWord(i + 2, Reasoned)) || (at.Upper(i) is "GIVEN" && at.Upper(i + 1) is "THE" && IsWord(i + 2, Reasoned))))
            i += 2;
        else
            return -1;
        // "known hepatitis due to risk of transmitting it": no disease is due to that
        if (from == 0 || (!sentence && !IsWord(from - 1, Verdicts) && !(at.Upper(i) is "RISK" && at.Upper(i + 1) is "OF" && at.Upper(i + 2) is "TRANSMITTING" or "TRANSMISSION")))
            return -1;
        for (; i < at.Count && at.SignAt(i) is not ('.' or ';'); i++)
        {
            if (Has(i, WordKind.Except) || Has(i, WordKind.Unless))
                return -1;
        }

        return i;
    }

    // "measurable disease, defined as at least one lesion that …": what every trial means by it
    private int MeasurableMeans(int from)
    {
        var before = at.SignAt(from - 1) is ',' or '(' ? from - 2 : from - 1;
        if (before < 1 || at.Upper(before) is not "DISEASE" || at.Upper(before - 1) is not "MEASURABLE" || at.Upper(from) is not "DEFINED" || at.Upper(from + 1) is not ("AS" or "BY") || at.SignAt(from - 1) == '(')
            return -1;
        var i = from + 2;
        while (at.Upper(i) is "THE" or "PRESENCE" or "OF" or "HAVING" or "AT" or "LEAST" || at.SignAt(i) == '≥')
            i++;
        if (at.Upper(i) is not ("ONE" or "1" or "A") || !IsLesion(i, Math.Min(at.Count, i + LongestState)))
            return -1;
        while (i < at.Count && !(at.SignAt(i) == '.' && at[i].Kind == TokenKind.Sign) && at.SignAt(i) != ';')
        {
            if (Has(i, WordKind.Except) || Has(i, WordKind.Unless) || at.Upper(i) is "OUTSIDE")
                return -1;
            i++;
        }

        return i;
    }

    // "uncontrolled diabetes defined as HbA1c > 8%", "psoriasis as defined by PASI ≥ 12 and BSA ≥ 10%": with these values
    private int MeansLimit(int from)
    {
        var before = from > 0 && at.Upper(from - 1) is "AS" ? from - 1 : from;
        before -= before > 0 && at.SignAt(before - 1) == ',' ? 1 : 0;
        if (before <= 0 || at.Upper(from + 1) is not ("AS" or "BY") || from + 2 >= at.Count || !BehindName(before) || !Has(from + 2, WordKind.Variable) || !HasLimit(from + 2) || NamesMore(from + 2))
            return -1;
        // "leukopenia defined as leukocytes < 3000/mm³" is that value, and nothing beside it.
        if (at.Letters(before - 1).EndsWith("penia", StringComparison.OrdinalIgnoreCase) || at.Letters(before - 1).EndsWith("emia", StringComparison.OrdinalIgnoreCase))
            return -1;
        instead = "with";
        return from + 2;
    }

    // "unresolved toxicity of grade 2 or higher from previous anticancer therapy": a toxicity is of a treatment
    private int OfTreatment(int from)
    {
        var i = at.Upper(from) is "FROM" ? from + 1 : at.Upper(from + 1) is "TO" or "BY" or "FROM" ? from + 2 : -1;
        var toxic = false;
        for (var before = from - 1; before >= 0 && from - before <= LongestBoilerplate / 5 && !toxic && at.SignAt(before) is not (';' or ','); before--)
            toxic = IsWord(before, Toxic) || (at.Upper(before) is "EVENTS" or "EVENT" && at.Upper(before - 1) is "ADVERSE");
        if (i < 0 || !toxic)
            return -1;
        var (start, prior) = (i, false);
        for (; IsWord(i, OfTherapy) || at.SignAt(i) == '-'; i++)
            prior |= at.Upper(i) is "PREVIOUS" or "PRIOR" or "PREVIOUSLY" or "PAST" or "CANCER" or "ANTICANCER";
        if (i == start || !prior || at.Upper(i) is not ("THERAPY" or "THERAPIES" or "TREATMENT" or "TREATMENTS" or "CHEMOTHERAPY" or "RADIOTHERAPY" or "DRUG" or "DRUGS" or "AGENT" or "AGENTS" or "IMMUNOTHERAPY" or "REGIMEN"))
            return -1;
        i++;
        return EndsAt(i) || at.SignAt(i) == '(' || Has(i, WordKind.Except) || Has(i, WordKind.GradeWord) || at.Upper(i) is "EXCEPT" or "EXCLUDING" or "UNLESS" or "GREATER" or "OF" ? i : -1;
    }

    // "systemic treatment with either corticosteroids …": with systemic ones
    private int SystemicSteroids(int from)
    {
        if (at.Upper(from + 1) is not ("TREATMENT" or "THERAPY") || at.Upper(from + 2) is not "WITH")
            return -1;
        var either = at.Upper(from + 3) is "EITHER";
        if (at.Upper(either ? from + 4 : from + 3) is not ("CORTICOSTEROID" or "CORTICOSTEROIDS" or "STEROID" or "STEROIDS" or "GLUCOCORTICOIDS" or "GLUCOCORTICOSTEROIDS"))
            return -1;
        instead = either ? "treatment with either systemic" : "treatment with systemic";
        return either ? from + 4 : from + 3;
    }

    // "any medications or substances that are strong inhibitors …"
    private int AnyMedication(int from)
    {
        var i = from + 1;
        while (at.Upper(i) is "MEDICATION" or "MEDICATIONS" or "SUBSTANCES" or "SUBSTANCE" or "DRUGS" or "AGENTS" or "OR" or "AND" || at.SignAt(i) == '/')
            i++;
        if (i == from + 1 || at.Upper(i) is not ("THAT" or "WHICH") || at.Upper(i + 1) is not "ARE" || at.Upper(i + 2) is not ("STRONG" or "POTENT" or "MODERATE" or "KNOWN"))
            return -1;
        instead = "medications";
        return i;
    }

    // "heart failure > class II NYHA", "class III or IV heart failure, as defined by the NYHA": the scale stands behind its class
    private int WholeClass(int from)
    {
        if (ClassDefined(from) is > 0 and var defined)
            return defined;
        if (from == 0 || !(Has(from - 1, WordKind.Operator) || at.SignAt(from - 1) is '>' or '≥') || from + 2 >= at.Count)
            return -1;
        var end = at.Upper(from + 2) is "NYHA" ? from + 3 : at.Upper(from + 2) is "NEW" && at.Upper(from + 3) is "YORK" && at.Upper(from + 4) is "HEART" && at.Upper(from + 5) is "ASSOCIATION" ? from + 6 : -1;
        if (end < 0)
            return -1;
        if (at.SignAt(end) == '(' && at.Upper(end + 1) is "NYHA" && at.SignAt(end + 2) == ')')
            end += 3;
        instead = $"NYHA class {at.Word(from + 1)}";
        return end;
    }

    // "severe allergic, anaphylactic, or other hypersensitivity reactions to x": the last of the words holds the others
    private int ReactionKinds(int from)
    {
        var (i, kinds, commas) = (from, 0, 0);
        for (; IsWord(i, Reactions) || at.SignAt(i) is ',' or '/' || at.Upper(i) is "OR" or "AND" or "OTHER"; i++)
        {
            kinds += IsWord(i, Reactions) ? 1 : 0;
            commas += at.SignAt(i) is ',' or '/' ? 1 : 0;
        }

        if (kinds < 2 || commas == 0 || at.Upper(i) is not ("REACTION" or "REACTIONS") || !IsWord(i - 1, Reactions))
            return -1;
        instead = "allergic";
        return i;
    }

    // below "Exclusion", at its end: "… are ineligible"
    private int Ineligible(int from)
    {
        if (polarity != Polarity.Exclusion || from == 0 || at.Upper(from + 1) is not ("INELIGIBLE" or "EXCLUDED") || at.Upper(from - 1) is "WHO" or "THAT" or "NOT")
            return -1;
        return EndsAtAll(from + 2) ? from + 2 : -1;
    }

    private int WellDocumented(int from)
    {
        if (at.SignAt(from + 1) != '-' || at.Upper(from + 2) is not ("DOCUMENTED" or "ESTABLISHED" or "KNOWN"))
            return -1;
        instead = "documented";
        return from + 3;
    }

    // brackets := "(" ("… sensitivity …" | name "symptoms at rest" | "begun" window) ")"
    private int BoilerplateBracket(int open)
    {
        var close = ClosingOf(open);
        if (close < 0 || open == 0 || close - open < 3)
            return -1;
        // "pregnancy test (minimum sensitivity 25 IU/L)"
        if (close - open < LongestSides && (at.Upper(open + 1) is "SENSITIVITY" || at.Upper(open + 2) is "SENSITIVITY" || at.Upper(open + 3) is "SENSITIVITY") && Enumerable.Range(0, open).Any(i => Has(i, WordKind.NegativeTest) || at.Upper(i) is "TEST"))
            return close + 1;
        if (VirusMeans(open) is > 0 and var virus)
            return virus;
        // "hemoptysis (≥ 1/2 teaspoon of red blood per episode)": what is called so
        if (at.Upper(open - 1) is "HEMOPTYSIS" or "HAEMOPTYSIS" && close - open < LongestSides && Enumerable.Range(open, close - open).Any(i => at.Upper(i) is "TEASPOON" or "TEASPOONS" or "TABLESPOON" or "ML"))
            return close + 1;
        // "poorly controlled arrhythmia (including QTc ≥ 470 ms)": that value as well
        if (polarity == Polarity.Exclusion && at.Upper(open + 1) is "INCLUDING" && Has(open + 2, WordKind.Variable) && HasLimit(open + 2) && BehindName(open) && !NamesMore(open + 2))
        {
            (instead, closesAt, closesTo) = ("or", close, close + 1);
            return open + 2;
        }

        // "unstable angina (angina symptoms at rest)"
        if (close - open < LongestAlternative && at.Upper(open + 2) is "SYMPTOMS" or "PAIN" && string.Equals(at.Upper(open + 1), at.Upper(open - 1), StringComparison.Ordinal))
            return close + 1;
        // "new-onset angina (begun within the last 3 months)"
        if (at.Upper(open + 1) is "BEGUN" or "STARTED" or "STARTING" or "OCCURRING" or "OCCURRED" && Has(open + 2, WordKind.Within) && Has(open - 1, Findings))
        {
            (closesAt, closesTo) = (close, close + 1);
            return open + 2;
        }

        return -1;
    }

    // ". Exceptions include x", ". Participants with x are not excluded": but for those
    private int ExceptionSentence(int stop)
    {
        if (polarity != Polarity.Exclusion || stop == 0)
            return -1;
        var i = stop + 1;
        if (at.Upper(i) is "NOTE")
            i += at.SignAt(i + 1) is ':' or ',' || at.Upper(i + 1) is "THAT" ? 2 : 1;
        if (at.Upper(i) is "EXCEPTION" or "EXCEPTIONS")
        {
            i++;
            if (at.Upper(i) is "TO" && at.Upper(i + 1) is "THIS" or "THESE")
                i += at.Upper(i + 2) is "CRITERION" or "CRITERIA" ? 3 : 2;
            if (at.Upper(i) is not ("INCLUDE" or "INCLUDES" or "ARE" or "IS") && at.SignAt(i) != ':')
                return -1;
            instead = "except";
            return i + 1;
        }

        while (IsWord(i, OfSubjects))
            i++;
        if (i >= at.Count || at[i].Kind != TokenKind.Word || !SubjectNouns.ContainsSingular(at[i].Spelling) || at.Upper(i + 1) is not ("WITH" or "HAVING"))
            return -1;
        i += 2;
        var said = -1;
        for (var from = i; i < at.Count && i - from < LongestBoilerplate && said < 0 && at.SignAt(i) is not ('.' or ';'); i++)
        {
            if (Has(i, WordKind.If) && at.Upper(i) is "IF" or "WHEN" or "PROVIDED" || Has(i, WordKind.Operator) || Has(i, WordKind.Unless) || Has(i, WordKind.Except) || at.Upper(i) is "UNLESS" or "EXCEPT" or "MUST" or "MAY" or "ONCE" or "AFTER")
                return -1;
            if (i > from && at.Upper(i) is "ARE" && ((at.Upper(i + 1) is "NOT" && at.Upper(i + 2) is "EXCLUDED") || at.Upper(i + 1) is "PERMITTED" or "ALLOWED" or "ELIGIBLE"))
                said = i;
        }

        if (said < 0)
            return -1;
        i = said + (at.Upper(said + 1) is "NOT" ? 3 : 2);
        while (at.Upper(i) is "TO" or "FOR" or "FROM" or "IN" or "THE" or "THIS" or "STUDY" or "TRIAL" or "ENROLL" or "ENROL" or "PARTICIPATE" or "PARTICIPATION" or "ENROLLMENT" or "BE" or "ENROLLED" or "INCLUDED")
            i++;
        if (i < at.Count && !(at.SignAt(i) == '.' && i == at.Count - 1))
            return -1;
        var start = stop + 1;
        while (at.Upper(start) is not ("WITH" or "HAVING"))
            start++;
        (instead, closesAt, closesTo) = ("except", said, i);
        return start + 1;
    }
}
