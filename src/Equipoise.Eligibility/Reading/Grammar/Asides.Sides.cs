using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Brackets that name both sides of what they stand behind ("(local or systemic)"), say why ("(scanner weight limit)") or what the word before them means
/// ("advanced (not amenable to surgery)"), and those that hold one more alternative ("(or lactating)").</summary>
internal sealed partial class Asides
{
    private const int LongestSides = 16;
    private const int LongestAlternative = 8;

    // Each holds what there is of one kind: whoever names two of them names all that matter.
    private static readonly WordSet[] Sides = [.. new[] { "Place", "Time", "Origin", "Certainty", "Symptoms", "Course", "Vessel", "Germ", "Half", "Bile", "Differentiation", "Malignancy", "Number", "Extent", "Mind", "Cells" }.Select(side => FrameWords.Of("side" + side))];

    private static readonly WordSet SideNouns = WordSet.Of("type", "types", "subtype", "form", "forms", "disease", "origin", "histology", "tumor", "tumors", "tumour", "variant", "variants", "either", "both", "whether", "any");

    private static readonly WordSet Reasons = WordSet.Of("limit", "limits", "limitation", "limitations", "requirement", "requirements", "restriction", "restrictions", "capacity", "threshold", "cutoff");

    // The bracket whose end is to be left out with its beginning
    private int closesAt = -1;
    private int closesTo;

    // bracket := "(" (sides | words "or not" | reason | meaning | proof | stage-words | "or" alternative) ")"
    private int Sided(int open)
    {
        var close = ClosingOf(open);
        if (close < 0 || open == 0 || close - open < 2)
            return -1;
        if (NamesSides(open, close) || SaysWhy(open, close) || SaysInoperable(open, close) || SaysProof(open, close) || SaysStage(open, close) || SaysMeaning(open, close) || SaysDegree(open, close) || NamesTreatments(open, close) || SaysTransfused(open + 1, close) || SaysTest(open, close) || IsGradeOfScore(open, close))
            return close + 1;
        if (AllowsOf(open, close) is > 0 and var allowed)
        {
            (instead, closesAt, closesTo) = ("except", allowed, close + 1);
            return open + 1;
        }

        if (!IsAlternative(open, close) && !IsOtherLimit(open, close))
            return -1;
        (instead, closesAt, closesTo) = ("or", close, close + 1);
        return open + 2;
    }

    // "(local or systemic)", "(active and/or treated)", "(intra-hepatic, extrahepatic or gall bladder)", "(treated or not)"
    private bool NamesSides(int open, int close)
    {
        if (close - open > LongestSides || at[open - 1].Kind != TokenKind.Word || at.Upper(open - 1) is "METASTASES" or "METASTASIS" or "LESIONS" or "LESION")
            return false;
        var plain = true;
        for (var i = open + 1; i < close && plain; i++)
            plain = at[i].Kind != TokenKind.Number && at.SignAt(i) is not ('(' or '<' or '>' or '≥' or '≤' or '=') && at.Upper(i) is not ("ONLY" or "EXCEPT" or "IF" or "UNLESS" or "WITHOUT");
        if (plain && close - open > 3 && at.Upper(close - 1) is "NOT" && at.Upper(close - 2) is "OR")
            return true;
        var (members, links, sides) = (0, 0, uint.MaxValue);
        for (var i = open + 1; i < close; i++)
        {
            // "WHO II or III": which of its types, all told
            if (members > 1 && at.Upper(i) is "WHO" && TypesUpTo(i + 1, close))
                break;
            if (at[i].Kind == TokenKind.Number)
                return false;
            if (at.SignAt(i) is ',' or '/' || at.Upper(i) is "OR" or "AND")
                links++;
            else if (at.SignAt(i) != '-' && !IsWord(i, SideNouns) && at.Upper(i) is not ("NON" or "INTRA" or "EXTRA"))
            {
                if (at[i].Kind != TokenKind.Word)
                    return false;
                uint here = 0;
                for (var side = 0; side < Sides.Length; side++)
                    here |= Sides[side].Contains(at[i].Spelling) ? 1u << side : 0;
                sides &= here;
                members++;
            }
        }

        return members > 1 && links > 0 && sides != 0;
    }

    private bool TypesUpTo(int from, int close)
    {
        for (var i = from; i < close; i++)
        {
            if (!(at[i].Kind == TokenKind.Number || at.SignAt(i) is '-' or '/' or ',' || at.Upper(i) is "I" or "II" or "III" or "TYPE" or "TYPES" or "OR" or "AND" or "TO"))
                return false;
        }

        return close > from;
    }

    // "< 136 kg (scanner weight limit)"
    private bool SaysWhy(int open, int close)
    {
        if (!FollowsLimit(open) || close - open > LongestAlternative || !IsWord(close - 1, Reasons))
            return false;
        for (var i = open + 1; i < close; i++)
        {
            if (at[i].Kind != TokenKind.Word && at.SignAt(i) is not ('-' or '/') || Has(i, WordKind.Not) || Has(i, WordKind.If) || Has(i, WordKind.Limit) || at.Upper(i) is "NORMAL" or "UPPER" or "LOWER")
                return false;
        }

        return true;
    }

    // "advanced (not amenable to curative resection)": what the word says
    private bool SaysInoperable(int open, int close)
    {
        if (at.Upper(open - 1) is not ("ADVANCED" or "UNRESECTABLE" or "INOPERABLE" or "NONRESECTABLE") || close - open > LongestSides)
            return false;
        var not = at.Upper(open + 1) is "NOT" or "I" or "IE" ? open + 1 : -1;
        while (not >= 0 && not < close && at.Upper(not) is not "NOT")
            not++;
        if (not < 0 || not >= close || at.Upper(not + 1) is not ("AMENABLE" or "SUITABLE" or "RESECTABLE" or "CURABLE" or "OPERABLE" or "ELIGIBLE" or "CANDIDATE" or "CANDIDATES" or "A" or "SURGICALLY"))
            return false;
        for (var i = open + 1; i < close; i++)
        {
            if (at[i].Kind == TokenKind.Number || at.SignAt(i) is '(' or ';' || at.Upper(i) is "ONLY" or "EXCEPT" or "IF" or "UNLESS" or "METASTATIC" or "RECURRENT")
                return false;
        }

        return true;
    }

    // "(histology confirmed by a reference pathologist)"
    private bool SaysProof(int open, int close)
    {
        if (at.Upper(open + 1) is not ("HISTOLOGY" or "DIAGNOSIS" or "PATHOLOGY" or "HISTOLOGICALLY" or "PATHOLOGICALLY" or "CYTOLOGICALLY" or "RADIOLOGICALLY" or "RADIOGRAPHICALLY"))
            return false;
        var i = open + 2;
        while (at.Upper(i) is "IS" or "TO" or "BE" or "HAS" or "BEEN" or "MUST")
            i++;
        if (!IsWord(i, Judging) && at.Upper(i) is not ("PROVEN" or "DOCUMENTED"))
            return false;
        if (i + 1 == close)
            return true;
        for (var word = i + 1; word < close; word++)
        {
            if (at[word].Kind == TokenKind.Number || at.SignAt(word) is '(' or ';' || Has(word, NoMethod))
                return false;
        }

        return at.Upper(i + 1) is "BY" or "ON" or "WITH" or "THROUGH" or "VIA" or "CENTRALLY" or "LOCALLY" or "AT" && (IsMethodNoun(close - 1) || at.Letters(close - 1).EndsWith("ologist", StringComparison.OrdinalIgnoreCase));
    }

    // "T4 (invasion of adjacent organs)": what the stage means
    private bool SaysStage(int open, int close)
    {
        if (at.Word(open - 1).AsSpan().TrimStart("cpyr") is not ['T' or 'N' or 'M', >= '0' and <= '4', ..] || at[open - 1].Kind != TokenKind.Word)
            return false;
        var words = 0;
        for (var i = open + 1; i < close; i++)
        {
            if (at[i].Kind == TokenKind.Number || Has(i, WordKind.Not) || Has(i, WordKind.Except) || Has(i, WordKind.If) || Has(i, WordKind.StageWord) || at.Upper(i) is "ONLY" or "WITH" or "OR" && at.Word(i + 1) is ['T' or 'N' or 'M', >= '0' and <= '4', ..])
                return false;
            words += at[i].Kind == TokenKind.Word && at.Word(i).Length > 3 ? 1 : 0;
        }

        return words > 1;
    }

    // "amenorrhea for 12 months", which makes somebody postmenopausal
    private bool EndsMenses(int time) => at.Upper(time - 1) is "MENSES" or "AMENORRHEA" or "AMENORRHOEA" or "AMENORRHEIC" or "MENSTRUATION" && Enumerable.Range(0, time).Any(i => at.Upper(i) is "POSTMENOPAUSAL");

    // "postmenopausal (no menses for 12 months)", "platinum-resistant (relapse within 6 months)", "nasopharyngeal carcinoma (WHO type II or III)": what the name means
    private bool SaysMeaning(int open, int close)
    {
        var said = 0;
        for (var i = Math.Max(0, open - 6); i < open; i++)
            said |= at.Upper(i) is "POSTMENOPAUSAL" or "MENOPAUSAL" or "MENOPAUSE" ? 1 : at.Upper(i) is "PLATINUM" ? 2 : said == 2 && at.Upper(i) is "RESISTANT" or "SENSITIVE" or "REFRACTORY" ? 4 : at.Letters(i).StartsWith("nasopharyn", StringComparison.OrdinalIgnoreCase) ? 8 : 0;
        var words = 0;
        for (var i = open + 1; i < close; i++)
            words |= at.Upper(i) is "AMENORRHEA" or "AMENORRHOEA" or "AMENORRHEIC" or "MENSES" or "MENSTRUATION" or "FSH" or "OOPHORECTOMY" or "OVARIECTOMY" ? 1 : at.Upper(i) is "RELAPSE" or "RELAPSED" or "RECURRENCE" or "RECURRED" or "PROGRESSION" or "PROGRESSED" or "PROGRESSING" or "PFI" or "INTERVAL" ? 4 : at.Upper(i) is "IF" or "EXCEPT" or "ONLY" ? 16 : 0;
        return (said & words & 5) != 0 && words < 16 || ((said & 8) != 0 && at.Upper(open + 1) is "WHO" && TypesUpTo(open + 2, close));
    }

    // "severe hepatic impairment (Child-Pugh class C)": the degree again
    private bool SaysDegree(int open, int close)
    {
        if (!Has(open + 1, WordKind.ClassScale) || at.Upper(open + 1) is not "CHILD" || close - open > LongestAlternative || at.Upper(open - 1) is not ("IMPAIRMENT" or "INSUFFICIENCY" or "DYSFUNCTION" or "DISEASE" or "FAILURE" or "CIRRHOSIS"))
            return false;
        var (degrees, classes) = (0, 0);
        for (var i = Math.Max(0, open - 6); i < open; i++)
            degrees |= at.Upper(i) switch { "MILD" => 1, "MODERATE" => 2, "SEVERE" => 4, "DECOMPENSATED" => 6, "COMPENSATED" => 1, _ => 0 };
        for (var i = open + 1; i < close; i++)
        {
            classes |= at.Upper(i) switch { "A" => 1, "B" => 2, "C" => 4, "WORSE" => 4, _ => 0 };
            if (at[i].Kind == TokenKind.Number || Has(i, WordKind.Operator))
                return false;
        }

        return degrees != 0 && degrees == classes;
    }

    private static readonly WordSet Treatments = WordSet.Of("chemotherapy", "radiotherapy", "radiation", "immunotherapy", "targeted", "hormonal", "hormone", "endocrine", "biologic", "biological", "biologics", "surgery", "interventional", "therapy", "therapies", "treatment", "treatments", "molecular", "cytotoxic", "antiangiogenic", "or", "and", "other", "drugs", "agents", "e", "g", "including");

    // "systemic therapy for advanced disease (chemotherapy, targeted therapy or immunotherapy)": any there is
    private bool NamesTreatments(int open, int close)
    {
        if (!Enumerable.Range(Math.Max(0, open - 9), Math.Min(9, open)).Any(i => at.Upper(i) is "ANTICANCER" or "ANTITUMOR" or "ANTINEOPLASTIC" or "SYSTEMIC" || at.Upper(i) is "CANCER" or "TUMOR" && at.SignAt(i - 1) == '-' && at.Upper(i - 2) is "ANTI"))
            return false;
        var kinds = 0;
        for (var i = open + 1; i < close; i++)
        {
            if (at[i].Kind == TokenKind.Number || (at[i].Kind == TokenKind.Word ? !IsWord(i, Treatments) : at.SignAt(i) is not (',' or '/' or '-' or '.')))
                return false;
            kinds += at.Upper(i) is "CHEMOTHERAPY" or "RADIOTHERAPY" or "RADIATION" or "IMMUNOTHERAPY" or "TARGETED" or "HORMONAL" or "HORMONE" or "ENDOCRINE" or "BIOLOGIC" or "BIOLOGICAL" ? 1 : 0;
        }

        return kinds > 2;
    }

    // "(Note: the use of transfusion to achieve hemoglobin ≥ 9 g/dL is acceptable)"
    private bool SaysTransfused(int from, int end)
    {
        var (given, reached) = (false, false);
        for (var i = from; i < end; i++)
        {
            given |= at.Upper(i) is "TRANSFUSION" or "TRANSFUSIONS" or "ERYTHROPOIETIN" or "INTERVENTION" or "SUPPORT";
            reached |= at.Upper(i) is "ACHIEVE" or "REACH" or "MEET" or "OBTAIN";
            if (Has(i, WordKind.Not) || Has(i, WordKind.If) || Has(i, WordKind.Except) || at.Upper(i) is "WITHIN" or "PRIOR")
                return false;
        }

        return given && reached && at.Upper(end - 1) is "ACCEPTABLE" or "ALLOWED" or "PERMITTED" && at.Upper(end - 2) is "IS" or "ARE";
    }

    // "pregnant or nursing (women of childbearing potential must have a negative pregnancy test)"
    private bool SaysTest(int open, int close) =>
        polarity == Polarity.Exclusion && Enumerable.Range(Math.Max(0, open - 5), Math.Min(5, open)).Any(i => Has(i, WordKind.Pregnancy)) && at.Upper(close - 1) is "TEST" or "SCREENING" or "TREATMENT" or "ENROLLMENT" && Enumerable.Range(open, close - open).Any(i => Has(i, WordKind.NegativeTest)) && Enumerable.Range(open, close - open).Any(i => at.Upper(i) is "MUST" or "REQUIRED" or "SHOULD" or "NEED");

    // "LVEF ≥ 50% (or ≥ LLN)": one more limit of the same
    private bool IsOtherLimit(int open, int close) =>
        at.Upper(open + 1) is "OR" && close - open <= LongestAlternative && Has(open + 2, WordKind.Operator) && FollowsLimit(open) && Enumerable.Range(open + 2, close - open - 2).All(i => at[i].Kind == TokenKind.Number || Has(i, WordKind.Operator) || Has(i, WordKind.Limit) || Has(i, WordKind.Times) || at.SignAt(i) is '/' or '%' or '^' or '.' || at.Word(i).Length is > 0 and < 4 && at.Upper(i) is not ("IF" or "FOR" or "IN" or "ON"));

    // "brain metastases (treated brain metastases are allowed)": except those; the token at which it is said
    private int AllowsOf(int open, int close)
    {
        if (polarity != Polarity.Exclusion || at.Upper(close - 1) is not ("ALLOWED" or "PERMITTED" or "ELIGIBLE" or "ACCEPTABLE") || close - open > LongestSides)
            return -1;
        var said = close - 1;
        while (said > open && at.Upper(said - 1) is "IS" or "ARE" or "BE" or "WILL" or "MAY" or "STILL" or "ALSO")
            said--;
        if (said == close - 1)
            return -1;
        var same = false;
        for (var i = open + 1; i < said; i++)
        {
            if (at[i].Kind == TokenKind.Number || at.SignAt(i) is '(' or ';' or ',' or '.' || Has(i, NoExplanation & ~TokenCursor.Bits(WordKind.Person)) || IsWord(i, Auxiliaries))
                return -1;
            same |= at.Word(i).Length > 4 && Has(i, Findings) && Enumerable.Range(0, open).Any(before => at[before].Kind == TokenKind.Word && string.Equals(at.Upper(before), at.Upper(i), StringComparison.Ordinal));
        }

        return same && Has(open - 1, Findings) ? said : -1;
    }

    // "Gleason score ≥ 7 (ISUP grade group 2 or higher)": the same, as grades are counted
    private bool IsGradeOfScore(int open, int close)
    {
        var (graded, grade, score) = (false, -1m, -1m);
        for (var i = open + 1; i < close; i++)
        {
            graded |= at.Upper(i) is "ISUP" or "GROUP" or "GG";
            if (at[i].Kind == TokenKind.Number)
                grade = grade < 0 ? at[i].Number : 0;
        }

        if (!graded || at[open - 1].Kind != TokenKind.Number || !Enumerable.Range(0, open).Any(i => at.Upper(i) is "GLEASON"))
            return false;
        score = at[open - 1].Number;
        var higher = Has(open - 2, WordKind.Operator) || Has(open - 3, WordKind.Operator);
        var same = Enumerable.Range(open, close - open).Any(i => Has(i, WordKind.OrMore) || Has(i, WordKind.Operator));
        return higher == same && (score, grade) is (6, 1) or (7, 2) or (8, 4) or (9, 5);
    }

    // "not pregnant (or lactating)"
    private bool IsAlternative(int open, int close)
    {
        if (at.Upper(open + 1) is not "OR" || close - open > LongestAlternative || at[open - 1].Kind != TokenKind.Word)
            return false;
        var named = false;
        for (var i = open + 2; i < close; i++)
        {
            if (at[i].Kind == TokenKind.Number || at.SignAt(i) is '(' or ';' or ',' || Has(i, NoExplanation & ~TokenCursor.Bits(WordKind.Pregnancy, WordKind.Sex, WordKind.Person)) || at.Upper(i) is "EQUIVALENT" or "LATER" or "GREATER" or "HIGHER" or "MORE" or "OR" or "AND" or "CAREGIVER" or "GUARDIAN")
                return false;
            named |= Has(i, Findings) || Has(i, WordKind.Pregnancy) || Has(i, WordKind.Sex);
        }

        return named && (Has(open - 1, Findings) || Has(open - 1, WordKind.Pregnancy));
    }
}
