using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Who has, was given or was found to have something, where a noun or what was examined says so: "recipients of", "tested positive for", "the biopsy shows".</summary>
internal sealed partial class Asides
{
    private static readonly WordSet Receivers = FrameWords.Of("receiver");
    private static readonly WordSet Bearers = FrameWords.Of("bearer");
    private static readonly WordSet ShowVerbs = FrameWords.Of("shows");
    private static readonly WordSet Schedules = FrameWords.Of("scheduled");
    private static readonly WordSet Manners = FrameWords.Of("manner");

    // noun-frame := adjective* (receiver | bearer) "of" | tested | examined
    private int NounFrame(int from)
    {
        if (Tested(from) is > 0 and var tested)
            return tested;
        if (Examined(from) is > 0 and var examined)
            return examined;
        // "positive EGFR mutation"
        if (at.Upper(from) is "POSITIVE" && Has(from + 1, WordKind.Gene) && (Has(from + 2, WordKind.Alteration) || Has(from + 3, WordKind.Alteration)))
            return from + 1;
        // "TNM stage III", "clinical stage II"
        if (from == 0 && at.Upper(0) is "TNM" or "CLINICAL" or "PATHOLOGICAL" or "PATHOLOGIC" or "AJCC" or "TUMOR" && at.Upper(1) is "STAGE" or "STAGING" && at.Upper(2) is "IS" or "OF" or ['I' or 'V', ..])
            return 1;
        if (FoundBy(from) is > 0 and var found)
            return found;
        if (Whose(from) is > 0 and var whose)
            return whose;
        if (Manner(from) is > 0 and var manner)
            return manner;
        var (i, now) = (from, false);
        for (; i - from < LongestSubject && (IsWord(i, OfExistence) || IsWord(i, NowAdjectives) || at.Upper(i) is "OR" or "FORMER" or "CHRONIC" or "REGULAR" or "FREQUENT" or "HABITUAL"); i++)
        {
            // "former or current user of": whenever it was
            if (at.Upper(i) is "CHRONIC" or "REGULAR" or "FREQUENT" or "HABITUAL")
                return -1;
            now = IsWord(i, NowAdjectives) && !(at.Upper(i - 1) is "OR" && i > from) && at.Upper(i + 1) is not "OR";
        }

        if (at.Upper(i + 1) is not "OF" || i + 2 >= at.Count || at[i + 2].Kind != TokenKind.Word || at[i].Kind != TokenKind.Word)
            return -1;
        // "recipients of multiple organs" were given a transplant, which is not said.
        var named = at.Upper(i) is "USER" or "USERS" || Enumerable.Range(i + 2, Math.Min(5, at.Count - i - 2)).Any(token => Has(token, Findings));
        if (!named)
            return -1;
        if (Receivers.ContainsSingular(at[i].Spelling))
        {
            instead = now ? "receiving" : "received";
            return i + 2;
        }

        return Bearers.ContainsSingular(at[i].Spelling) ? i + 2 : -1;
    }

    // "tested positive for", "who test negative for"
    private int Tested(int from)
    {
        var (i, _) = Subject(from);
        while (IsWord(i, OfLesions) || IsWord(i, OfSubjects) || (at.Upper(i) is "TUMORS" or "TUMOURS" or "TISSUE" or "SAMPLE" or "SPECIMEN"))
            i++;
        while (i - from < LongestChain && (IsWord(i, Auxiliaries) || IsWord(i, Adverbs) || at.Upper(i) is "WHO"))
            i++;
        if (at.Upper(i) is "TESTED" or "TEST" or "TESTS" or "TESTING" or "SCREENED")
            i++;
        if (i == from || at.Upper(i) is not ("POSITIVE" or "NEGATIVE") || at.Upper(i + 1) is not "FOR")
            return -1;
        if (at.Upper(i) is "POSITIVE" && IsAlteredGene(i + 2))
            return i + 2;
        instead = at.Upper(i) is "POSITIVE" ? "positive for" : "negative for";
        return i + 2;
    }

    // examined := "the" word* ("examination" | "biopsy" | "report" …) ["of" "the" people] ("shows" | "indicates" | "is") ["that"]
    private int Examined(int from)
    {
        var i = from;
        while (at.Upper(i) is "THE" or "A" or "AN" or "ANY" or "WHOSE" or "POSTOPERATIVE" or "PREOPERATIVE" or "BASELINE" or "SCREENING" or "CLINICAL" or "LATEST" or "MOST" or "RECENT" || IsWord(i, Manners))
            i++;
        if (i >= at.Count || at[i].Kind != TokenKind.Word || !(IsMethodNoun(i) || at.Upper(i) is "DIAGNOSIS" or "TYPE" or "SUBTYPE" or "FINDING" or "FINDINGS" or "RESULT" or "RESULTS" or "EVIDENCE") || IsPerson(i))
            return -1;
        var last = i++;
        while (i - last < 3 && i < at.Count && at[i].Kind == TokenKind.Word && (IsMethodNoun(i) || at.Upper(i) is "RESULT" or "RESULTS" or "FINDING" or "FINDINGS" or "DIAGNOSIS"))
            i++;
        if (at.Upper(i) is "OF" or "FROM" or "IN" && Subject(i + 1) is (var end, true))
            i = end;
        // "pathological diagnosis is", "histological type is"
        var named = at.Upper(i - 1) is "DIAGNOSIS" or "TYPE" or "SUBTYPE" or "HISTOLOGY" or "PATHOLOGY" && i - 1 > from && at.Upper(i) is "IS" or "ARE" or "WAS";
        if (!named && !IsWord(i, ShowVerbs))
            return -1;
        i++;
        if (at.Upper(i) is "THAT" or "AS")
            i++;
        // "MRI shows no tumor": what is denied is; "biopsy shows ≥ 10 % plasma cells" is a value.
        return i < at.Count && at[i].Kind == TokenKind.Word && !Has(i, WordKind.Operator) && !Has(i, WordKind.Not) && at.Upper(i) is not ("TO" or "BY" or "IN" or "NOT") ? i : -1;
    }

    // "(American Joint Committee on Cancer [AJCC], version 8)", "(TNM manual, 8th revised edition)": by whose book, and which printing of it
    private int Edition(int open)
    {
        var (book, close) = (false, ClosingOf(open));
        for (var i = open + 1; i < close; i++)
        {
            if (at.SignAt(i) == ';' || (at[i].Kind == TokenKind.Number && !IsVersion(i)) || (Has(i, NoExplanation & ~TokenCursor.Bits(WordKind.Number, WordKind.Person)) && !IsMethodNoun(i)) || (Has(i, WordKind.Modifier) && at.Upper(i) is not ("CURRENT" or "LATEST")))
                return -1;
            book |= at.Upper(i) is "AJCC" or "UICC" or "VERSION" or "EDITION" or "MANUAL" or "FIGO" or "IASLC" or "DSM" or "ICD" or "CTCAE";
        }

        return book ? close + 1 : -1;
    }

    // "diagnosed by histopathology as", "confirmed on biopsy to have"
    private int FoundBy(int from)
    {
        var (i, _) = Subject(from);
        while (IsWord(i, Auxiliaries) || IsWord(i, Adverbs) || IsWord(i, Manners) || IsWord(i, Relatives))
            i++;
        if (at.Upper(i) is not ("DIAGNOSED" or "CONFIRMED" or "PROVEN" or "IDENTIFIED" or "CLASSIFIED" or "VERIFIED") || at.Upper(i + 1) is not ("BY" or "ON" or "VIA" or "THROUGH" or "IN"))
            return -1;
        for (var end = i + 2; end < at.Count && end - i < LongestExample * 2 && (at[end].Kind == TokenKind.Word || at.SignAt(end) is '/' or '-' or '(' or ')'); end++)
        {
            if ((at.Upper(end) is "AS" or "WITH" && end > i + 2 && IsMethodNoun(end - 1)) || (at.Upper(end) is "TO" && at.Upper(end + 1) is "HAVE" or "BE" && IsMethodNoun(end - 1)))
                return at.Upper(end) is "TO" ? end + 2 : end + 1;
            if (Has(end, Findings) && !IsMethodNoun(end))
                return -1;
        }

        return -1;
    }

    // "HER2 expression is positive", "EGFR mutation positive", "TNM stage is III": words between what is marked and its mark
    private int Marked(int from)
    {
        if (from == 0)
            return -1;
        var i = from;
        while (at.Upper(i) is "EXPRESSION" or "STATUS" or "TEST" or "TESTING" or "RESULT" or "RESULTS" or "GENE")
            i++;
        if (at.Upper(i) is "IS" or "ARE" or "WAS")
            i++;
        if (i > from && Has(from - 1, WordKind.Gene) && at.Upper(i) is "POSITIVE" or "NEGATIVE" && EndsAt(i + 1))
            return i;
        // "ALK fusion gene positive"
        if (at.Upper(i) is "POSITIVE" && Has(from - 1, WordKind.Alteration) && at.Upper(from - 1) is "MUTATION" or "MUTATIONS" or "FUSION" or "REARRANGEMENT" or "AMPLIFICATION" or "TRANSLOCATION" && EndsAt(i + 1))
            return i + 1;
        return at.Upper(from) is "IS" or "OF" && at.Upper(from - 1) is "STAGE" && from + 1 < at.Count && at.Upper(from + 1) is ['I' or 'V', ..] && at.Word(from + 1).AsSpan().TrimStart("IV").Length <= 1 ? from + 1 : -1;
    }

    // "patients whose tumor is confirmed as", "whose cancer diagnosed with"
    private int Whose(int from)
    {
        var (i, people) = Subject(from);
        if (!people || at.Upper(i) is not "WHOSE" || at.Upper(i + 1) is not ("CANCER" or "TUMOR" or "TUMOUR" or "DISEASE" or "DIAGNOSIS" or "MALIGNANCY"))
            return -1;
        for (i += 2; IsWord(i, Auxiliaries) || IsWord(i, Adverbs); i++)
        {
        }

        return at.Upper(i) is "DIAGNOSED" or "CONFIRMED" or "IDENTIFIED" or "CLASSIFIED" or "DEFINED" && at.Upper(i + 1) is "WITH" or "AS" ? i + 2 : -1;
    }

    // "… who do not receive", "… who have never had": the same people without it
    private int Lacking(int not)
    {
        var (i, now) = (not + 1, false);
        for (; i - not < LongestChain && (IsWord(i, Auxiliaries) || IsWord(i, Adverbs) || IsWord(i, NowWords) || at.Upper(i) is "YET"); i++)
        {
            if (at.Upper(i) is "TO")
                return -1;
            now |= IsWord(i, NowWords);
        }

        var end = Verb(i, chained: true, ref now, planned: false);
        // "who have not had", "who do not have"
        if (end < 0 && at.Upper(i - 1) is "HAVE" or "HAD")
            end = i;
        if (end < 0 || end >= at.Count || at[end].Kind != TokenKind.Word || Has(end, WordKind.Not) || AsksLater(end))
            return -1;
        instead = instead is "receiving" && at.Upper(not - 1) is "ARE" or "IS" or "CURRENTLY" ? "who not receiving" : "who without";
        return end;
    }

    // scheduled := [subject ["who" "are"]] ("scheduled" | "listed" | …) ("for" | "to undergo" | "to receive"): whoever is to have an operation is asked for because of it
    private int Scheduled(int from)
    {
        if (polarity != Polarity.Inclusion)
            return -1;
        var (i, _) = Subject(from);
        while (i - from < LongestChain * 2 && (IsWord(i, Auxiliaries) || IsWord(i, Adverbs) || IsWord(i, NowWords) || IsWord(i, Relatives)))
            i++;
        // "undergoing elective repair"; what is only planned nobody has had.
        if (at.Upper(i) is "UNDERGOING" && at.Upper(i + 1) is not ("FOR" or "TO"))
        {
            i += at.Upper(i + 1) is "PLANNED" or "SCHEDULED" ? 2 : 1;
            instead = "received";
            return i < at.Count && at[i].Kind == TokenKind.Word && !Has(i, WordKind.Not) && IsLeft(i - 1) && at.Upper(i) is not ("DISCHARGE" or "USE" or "VISIT" or "PREGNANCY" or "DELIVERY") ? i : -1;
        }

        if (!IsWord(i, Schedules))
            return -1;
        i++;
        if (at.Upper(i) is "FOR")
            i++;
        else if (at.Upper(i) is "TO" && at.Upper(i + 1) is "UNDERGO" or "RECEIVE" or "HAVE" or "GET")
            i += 2;
        else
            return -1;
        instead = "received";
        return i < at.Count && at[i].Kind == TokenKind.Word && !Has(i, WordKind.Not) ? i : -1;
    }

    // "schizophrenia, bipolar disorder, etc.", at the end of what excludes, behind a name
    private bool EndsList(int etc)
    {
        if (polarity != Polarity.Exclusion || etc + 2 < at.Count || (etc + 1 < at.Count && at[etc + 1].Kind != TokenKind.Sign))
            return false;
        var (named, i) = (false, at.SignAt(etc - 1) == ',' ? etc - 2 : etc - 1);
        for (; i > 0 && at[i].Kind == TokenKind.Word && at.Upper(i) is not ("OR" or "AND"); i--)
            named |= Has(i, Findings);
        // "serious mental illness, e.g. dementia, etc.": examples, which another rule reads or nobody
        return named && Enumerable.Range(1, i).Any(sign => at.SignAt(sign) == ',') && !Enumerable.Range(0, i).Any(word => at.Upper(word) is "EG" or "G" or "SUCH" or "LIKE" or "INCLUDING" or "EXAMPLE");
    }

    // "with or without portal vein thrombosis or ascites", up to the end of the phrase: nothing is asked. What stands behind "and" may be.
    private int WithOrWithout(int from)
    {
        if (from == 0 || at.Upper(from + 1) is not "OR" || at.Upper(from + 2) is not ("WITH" or "WITHOUT") || string.Equals(at.Upper(from), at.Upper(from + 2), StringComparison.Ordinal))
            return -1;
        var i = from + 3;
        for (; i < at.Count && i - from < LongestExample * 3 && at.SignAt(i) is not ('.' or ',' or ';' or ')'); i++)
        {
            if (at[i].Kind == TokenKind.Number || at.SignAt(i) is '(' or ':' || Has(i, NoExplanation) || at.Upper(i) is "WHO" or "THAT" or "WITH" or "WITHOUT" or "BUT" or "AND" or "REQUIRING" || IsWord(i, Auxiliaries))
                return -1;
        }

        // A comma may part the first of several options, or what is asked next.
        return i > from + 3 && (i >= at.Count || at.SignAt(i) != ',') ? i : -1;
    }

    // manner := word ("or" | "and" | "/" | ",") word ["ally"] ("diagnosed" | "confirmed" | …) ["as" | "with"]: "histological or cytopathological diagnosed"
    private int Manner(int from)
    {
        var i = from;
        while (i - from < 8 && i < at.Count && (IsWord(i, Manners) || (i > from && (at.Upper(i) is "OR" or "AND" || at.SignAt(i) is '/' or ',' or '-'))))
            i++;
        if (i == from || !IsWord(i - 1, Manners))
            return -1;
        // "laboratory (RT-PCR) confirmed"
        if (at.SignAt(i) == '(' && ClosingOf(i) is > 0 and var close && close - i < 6)
            i = close + 1;
        if (!(at.Upper(i) is "CONFIRMED" or "DIAGNOSED" or "DOCUMENTED" or "PROVEN" or "PROVED" or "VERIFIED" or "ESTABLISHED" or "DOCUMENTATION" or "CONFIRMATION" or "DIAGNOSIS" or "EVIDENCE" or "PROOF"))
            return -1;
        var noun = at.Upper(i) is "DOCUMENTATION" or "CONFIRMATION" or "DIAGNOSIS" or "EVIDENCE" or "PROOF";
        i++;
        if (noun)
            return at.Upper(i) is "OF" ? i + 1 : -1;
        if (at.Upper(i) is "AS" or "WITH")
            i++;
        // "histologically confirmed the diagnosis of"
        if (at.Upper(i) is "THE" or "A" && at.Upper(i + 1) is "DIAGNOSIS" && at.Upper(i + 2) is "OF")
            i += 3;
        return i < at.Count && at[i].Kind == TokenKind.Word && !EndsAt(i) && at.Upper(i) is not ("BY" or "ON" or "IN" or "TO") ? i : -1;
    }
}
