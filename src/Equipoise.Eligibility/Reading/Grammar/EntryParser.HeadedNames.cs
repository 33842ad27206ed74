using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Names that no table knows, in a second reading: words up to a noun that says what kind of thing they name ("sciatic nerve block", "psychiatric
/// concerns"), or behind words that say it ("history of", "treatment with").</summary>
internal sealed partial class EntryParser
{
    private const int LongestHeaded = 7;

    // What may stand inside such a name though it does something else by itself
    private static readonly UInt128 MayBeInside = TokenCursor.Bits(WordKind.Anchor, WordKind.Variable, WordKind.Remark, WordKind.Meanwhile);

    // Behind these words stands a time, a manner or a purpose, and no statement
    private static readonly WordSet NoNameBehind = WordSet.Of(
        "by", "via", "per", "using", "during", "after", "following", "to", "as", "than", "at", "from", "upon", "despite", "for", "into", "since", "before", "under", "in", "until", "through", "between", "against", "about", "post", "pre", "time", "least", "first", "non", "same", "like", "versus", "if", "when", "unless", "including", "especially", "undergo", "who", "that", "which", "is", "are", "be", "until");

    private static readonly WordSet Verbs = WordSet.Of("is", "are", "was", "were", "be", "been", "has", "have", "had", "will", "would", "may", "might", "can", "could", "must", "should", "shall", "do", "does", "did", "include", "includes", "need", "needs", "requires", "require", "allowed", "permitted", "required", "performed", "available");

    // Words before a noun such as "condition" that leave it as nameless as it was
    private static readonly WordSet SaysNothing = WordSet.Of(
        "serious", "severe", "significant", "major", "minor", "mild", "moderate", "other", "any", "additional", "concomitant", "concurrent", "current", "underlying", "intercurrent", "chronic", "acute", "medical", "clinical", "physical", "health", "known", "possible", "potential", "relevant", "important", "specific", "certain", "similar", "related", "associated", "active", "uncontrolled",
        "unstable", "stable", "controlled", "existing", "new", "general", "special", "particular", "prohibited", "excluded", "allowed", "permitted", "contraindicated", "interfering", "experimental", "investigational", "study", "trial", "protocol", "standard", "usual", "conventional", "alternative", "adverse", "untoward", "unexpected", "common", "comorbid", "coexisting", "preexisting", "threatening", "systemic", "present", "previous", "prior", "past", "recent",
        "multiple", "various", "different", "several", "many", "single", "disqualifying", "exclusionary", "confounding", "such", "same", "first", "second", "third", "last", "next", "appropriate", "adequate", "effective", "necessary", "required", "planned", "scheduled", "elective", "emergency", "urgent", "routine", "successful", "failed", "initial", "primary", "secondary", "index", "target", "disease", "treatment", "therapy", "drug", "condition", "life", "safety", "laboratory", "screening", "background", "rescue", "absolute", "relative", "viable", "good", "presenting", "reported", "evaluation", "assessment", "extensive", "post", "op", "conservative", "invasive", "definitive", "local", "inter", "intercurrent", "infected", "affected", "exposed", "naive");

    // headed-name := word{0,6} noun-of-a-kind, with a word in it that was left
    private string? TakeHeadedName(out bool isCondition)
    {
        isCondition = true;
        var start = at.Position;
        if (leftOver is null || at.AtEnd || at[start].Kind != TokenKind.Word || (start > 0 && NoNameBehind.Contains(at[start - 1].Spelling) && !SaysHad(start - 1) && !SaysGiven(start - 1)) || IsGluedBehind(start) || IsOppositeOf(start) || IsSharedHead(start) || IsMethodBefore(start) || IsObject(start))
            return null;
        if (TakeDoseOf() is { } dosed)
        {
            isCondition = false;
            return dosed;
        }

        var end = HeadedEnd(start);
        at.Position = start;
        if (end < 0 || !HasLeft(start, end) || (at.Word(end) is [>= 'A' and <= 'Z']) || at.KindsAt(end) is var next && (next & TokenCursor.Bits(WordKind.Operator, WordKind.Normal, WordKind.Between)) != 0 || (end < at.Count && Verbs.Contains(at[end].Spelling)))
            return null;
        if (IsBareHeadingTo(end) || NamesTwo(start, end))
            return Nameless(start);
        at.Position = start;
        // "metered dose inhaler use"
        var used = end - 1 > start && at.Upper(end - 1) is "USE" or "USAGE" ? end-- : end;
        var kind = HeadNouns.Of(at[end - 1].Spelling);
        if (used > end && kind is not (HeadKind.Therapy or HeadKind.TherapyOf))
            return null;
        if (kind is HeadKind.Neither or HeadKind.Unknown && IsImpaired(start, end))
            kind = HeadKind.Condition;
        if (kind is HeadKind.ConditionOf or HeadKind.TherapyOf && !NamesOne(start, end - 1) && !IsNarrowedBefore(start) && !(at.Upper(end) is "OF" && kind is HeadKind.ConditionOf && !Has(ToWhat, end - 1) && !Has(OfWhat, end - 1) && at.Upper(end - 1) is not ("FAILURE" or "FAILURES" or "WITHDRAWAL" or "CONDITION" or "CONDITIONS")))
            return null;
        if (kind is HeadKind.Unknown && FramedKind(start, end) is { } framed)
            kind = framed;
        if (kind is HeadKind.Unknown or HeadKind.Neither)
            return null;
        // "failure to advance the catheter", "surgery-naive"
        if ((at.Upper(end) is "TO" && !(Has(ToWhat, end - 1) || at.Upper(end - 1) is "ALLERGY" or "INJURY" or "TRAUMA" or "DAMAGE" or "HYPERSENSITIVITY" or "REACTION" or "REACTIONS" or "ALLERGIES")) || (at.SignAt(end) == '-' && at[end].Glued))
            return null;
        isCondition = kind is HeadKind.Condition or HeadKind.ConditionOf;
        // "gout by puncture or ultrasonography", where the first manner was an aside
        if (!isCondition && (at.IsTakenOutBefore(start - 1) || (at.Upper(start - 1) is "A" or "AN" or "THE" && at.IsTakenOutBefore(start - 2))))
            return null;
        at.Position = end;
        // "radiographically assessable disease": the adverb before it
        var adverb = start > 0 && leftOver[start - 1] && !NotInName.Contains(at[start - 1].Spelling) && at.Letters(start - 1).EndsWith("ly", StringComparison.OrdinalIgnoreCase) ? start - 1 : start;
        var name = Singular(Small(at.Text(adverb, end)));
        at.Position = used;
        SkipInitials();
        return name;
    }

    private static readonly WordSet Impairments = WordSet.Of("poor", "impaired", "reduced", "decreased", "diminished", "altered", "compromised", "disturbed", "inadequate", "abnormal", "low", "decline", "declining", "deteriorating");

    private static readonly WordSet Faculties = WordSet.Of("status", "nutrition", "vision", "hearing", "mobility", "memory", "cognition", "sleep", "hygiene", "dentition", "circulation", "perfusion", "balance", "gait", "healing", "sensation", "consciousness", "immunity", "metabolism", "motility", "ventilation", "coordination", "swallowing", "speech", "function");

    // "poor nutritional status", "impaired wound healing"
    private bool IsImpaired(int start, int end) => Faculties.Contains(at[end - 1].Spelling) && at.Upper(end - 2) is not ("PERFORMANCE" or "SOCIAL" or "PREGNANCY" or "MARITAL" or "VACCINATION") && Impairments.Contains(at[start].Spelling);

    // "viral resistance": a word that narrows has been read before the noun.
    private bool IsNarrowedBefore(int start) => start > 0 && at[start - 1].Kind == TokenKind.Word && (at.KindsAt(start - 1) & TokenCursor.Bits(WordKind.Modifier)) != 0 && NamesOne(start - 1, start);

    private bool IsGluedBehind(int start) => start > 0 && at[start].Glued && at.SignAt(start - 1) is '-';

    // "nucleoside or non-nucleoside agents": the noun is that of both.
    private bool IsOppositeOf(int start) =>
        at.Upper(start - 1) is "OR" or "AND" && at.Upper(start - 2) is { Length: > 0 } other && ((at.Upper(start) is "NON" && string.Equals(at.Upper(start + 2), other, StringComparison.Ordinal)) || (at.Upper(start).StartsWith("NON", StringComparison.Ordinal) && at.Upper(start).AsSpan(3).SequenceEqual(other)));

    // "asthma or COPD exacerbation": the noun may be that of both.
    private bool IsSharedHead(int start) => at.Upper(start - 1) is "OR" or "AND" && (at.KindsAt(start) & TokenCursor.Bits(WordKind.Condition, WordKind.Therapy)) != 0;

    // dose-of := word "dose" "of" treatment: "massive doses of glucocorticoids"
    private string? TakeDoseOf()
    {
        var start = at.Position;
        if (!IsUnread || at[start].Kind != TokenKind.Word || at.Upper(start + 1) is not ("DOSE" or "DOSES" or "AMOUNT" or "AMOUNTS" or "QUANTITIES") || at.Upper(start + 2) is not "OF" || NotInName.Contains(at[start].Spelling) || at.Letters(start).Length < 4 || at.Upper(start) is "CUMULATIVE" or "TOTAL" or "LIFETIME")
            return null;
        at.Position = start + 3;
        SkipArticle();
        _ = TakeModifiers();
        if (at.TakeWhole(WordKind.Therapy) is not null)
            return Singular(Small(at.Text(start, at.Position)));
        at.Position = start;
        return null;
    }

    // "Endocrine therapy": the name of a part, and nothing else in the line
    private bool IsBareHeadingTo(int end) => at.Position == 0 && end == at.Count && at.Is(WordKind.Heading) && at.TakeWhole(WordKind.Heading) is not null && at.Position == end;

    // "lymphoma HIV infection": two names with nothing between them
    private bool NamesTwo(int start, int end)
    {
        for (at.Position = start + 1; at.Position < end; at.Position++)
        {
            var here = at.Position;
            if (HeadNouns.Of(at[here - 1].Spelling) is HeadKind.Condition && (at.TakeWhole(WordKind.Condition) ?? at.TakeWhole(WordKind.Therapy)) is not null && at.Position >= end && at.Position > here + 1)
                return true;
            at.Position = here;
        }

        return false;
    }

    // "able to meet the evaluation regimen": of something to do
    private bool IsObject(int start) => start > 2 && at[start - 1].Kind == TokenKind.Word && (at.Upper(start - 2) is "TO" || (at.Upper(start - 3) is "TO" && at.Upper(start - 1) is "THE" or "A" or "AN" or "ANY" or "ALL"));

    // "by colonoscopy or barium enema": how something was found
    private bool IsMethodBefore(int start)
    {
        for (var i = start - 1; i >= 0 && i > start - 8; i--)
        {
            if (at.SignAt(i) is '.' or ';' or '(')
                return false;
            if (at.Upper(i) is "BY" or "VIA" or "PER" or "USING")
                return true;
        }

        return false;
    }

    private bool HasLeft(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (leftOver![i])
                return true;
        }

        return false;
    }

    // The token after the last word of the phrase that begins here; -1 where it is none
    private int HeadedEnd(int start)
    {
        var words = 0;
        for (at.Position = start; at.Position < at.Count; at.Position++)
        {
            var here = at.Position;
            if (at.Sign == '-' && here > start && IsGlued(here))
                continue;
            if (here > start && (EndsPlace() || at.Is(WordKind.Before) || at.Is(WordKind.Except) || Prepositions.Contains(at[here].Spelling) || GoesOnBehind(here)))
                break;
            if (at[here].Kind == TokenKind.Number && here > start && at.SignAt(here - 1) == '-')
                continue;
            if (!IsHeadedWord(here, start) || ++words > LongestHeaded)
                return -1;
        }

        var last = at.Position - 1;
        return last >= start && at[last].Kind == TokenKind.Word && at.SignAt(last - 1) is not '-' ? at.Position : -1;
    }

    private bool IsHeadedWord(int index, int start)
    {
        // "HIV-infected men": of people; "T1 tumor", "class P-2 symptoms"
        if (at.Upper(index) is "INFECTED" or "AFFECTED" or "EXPOSED" or "NAIVE" or "TREATED" or "CLASS" || (index == start && at.Upper(index) is "SITU" or "VITRO" or "VIVO") || IsTnm(index))
            return false;
        var hyphened = (index > start && at.SignAt(index - 1) == '-') || (at.SignAt(index + 1) == '-' && IsGlued(index + 1));
        // "non-proliferative retinopathy", "psychiatric conditions", "liver function impairment"
        if ((hyphened && at.Upper(index) is "NON" or "ANTI" or "PRE" or "POST" or "CO") || (index > start && HeadNouns.Of(at[index].Spelling) is HeadKind.ConditionOf or HeadKind.TherapyOf) || NamesFunction(index))
            return true;
        if (at[index].Kind != TokenKind.Word || ((at.Kinds & NotAbsorbed & ~MayBeInside) != 0 && !IsSideOfBody(index)) || (NotInName.Contains(at[index].Spelling) && !IsSideOfBody(index) && !(index > start && Faculties.Contains(at[index].Spelling) && Impairments.Contains(at[start].Spelling)) && !(at.Upper(index) is "ARM" && index + 1 < at.Count)) || Prepositions.Contains(at[index].Spelling))
            return false;
        return (at.Letters(index).Length > 1 || hyphened) && !(index > start && !hyphened && IsCapitalized(index) && !IsCapitalized(index - 1) && HeadNouns.Of(at[index - 1].Spelling) is not HeadKind.Unknown);
    }

    private bool NamesFunction(int index) => at.Upper(index + 1) is "FUNCTION" && at.Is(WordKind.Judgment) && HeadNouns.Of(at[Math.Min(index + 2, at.Count - 1)].Spelling) is HeadKind.ConditionOf or HeadKind.Condition;

    // "fracture requiring surgery", "surgery performed": a word that goes on behind the name
    private bool GoesOnBehind(int index) =>
        Verbs.Contains(at[index].Spelling) || at.Upper(index) is "DUE" or "SECONDARY" && at.Upper(index + 1) is "TO" ||
        (at.SignAt(index - 1) != '-' && at.SignAt(index + 1) != '-' && EndsLikeVerb(at.Letters(index)) && !Faculties.Contains(at[index].Spelling) && HeadNouns.Of(at[index].Spelling) is HeadKind.Unknown && (index + 1 >= at.Count || Prepositions.Contains(at[index + 1].Spelling) || (at.Upper(index) is "CONTAINING" && HeadNouns.Of(at[index - 1].Spelling) is not HeadKind.Unknown) || at.Upper(index) is "REQUIRING" or "CAUSING" or "NECESSITATING" or "INVOLVING" or "AFFECTING" or "LEADING" or "INCLUDING" or "NEEDING" or "EXCLUDING"));

    private static bool EndsLikeVerb(ReadOnlySpan<char> word) => word.Length > 4 && (word.EndsWith("ing", StringComparison.OrdinalIgnoreCase) || word.EndsWith("ed", StringComparison.OrdinalIgnoreCase));

    // A word before the noun that says which one is meant
    private bool NamesOne(int start, int head)
    {
        for (var i = start; i < head; i++)
        {
            if (at[i].Kind == TokenKind.Word && at.Letters(i) is { Length: > 2 } word && !Has(SaysNothing, i) && !word.EndsWith("ly", StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    // What somebody had is a condition and what somebody was given a treatment, where the noun does not speak against it and no other may be shared.
    private HeadKind? FramedKind(int start, int end)
    {
        var last = end - 1;
        if (!IsPhraseNoun(last) || !NamesOne(start, end) || at.SignAt(end) == '/' || IsListWord(end))
            return null;
        return SaysGiven(start - 1) ? HeadKind.Therapy : SaysHad(start - 1) ? HeadKind.Condition : null;
    }

    private bool SaysHad(int last) => at.Upper(last) is "OF" ? at.Upper(last - 1) is "HISTORY" or "DIAGNOSIS" or "EVIDENCE" or "PRESENCE" or "SIGNS" : at.Upper(last) is "FROM" ? at.Upper(last - 1) is "SUFFERING" or "SUFFER" or "SUFFERS" : at.Upper(last) is "WITH" && at.Upper(last - 1) is "DIAGNOSED" or "AFFECTED" or "PRESENTING";

    // "history of taking warfarin"
    private bool IsInHistory(int last) => at.Upper(last) is "THE" or "A" or "ANY" ? IsInHistory(last - 1) : at.Upper(last) is "RECEIVING" or "TAKING" or "USING" && at.Upper(last - 1) is "OF" && at.Upper(last - 2) is "HISTORY";
}
