using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Names that no table knows, in a second reading: words up to a noun that says what kind of thing they name ("sciatic nerve block", "psychiatric
/// concerns"), or behind words that say it ("history of", "treatment with").</summary>
internal sealed partial class EntryParser
{
    private const int LongestHeaded = 7;

    // What may stand inside such a name though it does something else by itself
    private static readonly UInt128 MayBeInside = TokenCursor.Bits(WordKind.Anchor, WordKind.Variable, WordKind.Remark);

    // Behind these words stands a time, a manner or a purpose, and no statement
    private static readonly WordSet NoNameBehind = WordSet.Of(
        "by", "via", "per", "using", "during", "after", "following", "to", "as", "than", "at", "from", "upon", "despite", "for", "into", "since", "before", "under", "in", "until", "through", "between", "against", "about", "post", "pre", "time", "least", "first", "non", "same", "like", "versus", "if", "when", "unless", "including", "especially", "undergo", "who", "that", "which", "is", "are", "be", "until");

    private static readonly WordSet Verbs = WordSet.Of("is", "are", "was", "were", "be", "been", "has", "have", "had", "will", "would", "may", "might", "can", "could", "must", "should", "shall", "do", "does", "did", "include", "includes", "need", "needs", "requires", "require", "allowed", "permitted", "required", "performed", "available");

    // Words before a noun such as "condition" that leave it as nameless as it was
    private static readonly WordSet SaysNothing = WordSet.Of(
        "serious", "severe", "significant", "major", "minor", "mild", "moderate", "other", "any", "additional", "concomitant", "concurrent", "current", "underlying", "intercurrent", "chronic", "acute", "medical", "clinical", "physical", "health", "known", "possible", "potential", "relevant", "important", "specific", "certain", "similar", "related", "associated", "active", "uncontrolled",
        "unstable", "stable", "controlled", "existing", "new", "general", "special", "particular", "prohibited", "excluded", "allowed", "permitted", "contraindicated", "interfering", "experimental", "investigational", "study", "trial", "protocol", "standard", "usual", "conventional", "alternative", "adverse", "untoward", "unexpected", "common", "comorbid", "coexisting", "preexisting", "threatening", "systemic", "present", "previous", "prior", "past", "recent",
        "multiple", "various", "different", "several", "many", "single", "disqualifying", "exclusionary", "confounding", "such", "same", "first", "second", "third", "last", "next", "appropriate", "adequate", "effective", "necessary", "required", "planned", "scheduled", "elective", "emergency", "urgent", "routine", "successful", "failed", "initial", "primary", "secondary", "index", "target", "disease", "treatment", "therapy", "drug", "condition", "life", "safety", "laboratory", "screening", "background", "rescue", "conservative", "invasive", "definitive", "local", "inter", "intercurrent", "infected", "affected", "exposed", "naive");

    // headed-name := word{0,6} noun-of-a-kind, with a word in it that was left
    private string? TakeHeadedName(out bool isCondition)
    {
        isCondition = true;
        var start = at.Position;
        if (leftOver is null || at.AtEnd || at[start].Kind != TokenKind.Word || (start > 0 && NoNameBehind.Contains(at[start - 1].Spelling) && !SaysHad(start - 1) && !SaysGiven(start - 1)) || IsGluedBehind(start) || IsSharedHead(start) || IsMethodBefore(start))
            return null;
        var end = HeadedEnd(start);
        at.Position = start;
        if (end < 0 || !HasLeft(start, end) || (at.Word(end) is [>= 'A' and <= 'Z']) || at.KindsAt(end) is var next && (next & TokenCursor.Bits(WordKind.Operator, WordKind.Normal, WordKind.Between)) != 0 || (end < at.Count && Verbs.Contains(at[end].Spelling)))
            return null;
        if (IsBareHeadingTo(end) || NamesTwo(start, end))
            return Nameless(start);
        at.Position = start;
        var kind = HeadNouns.Of(at[end - 1].Spelling);
        if (kind is HeadKind.ConditionOf or HeadKind.TherapyOf && !NamesOne(start, end - 1))
            return null;
        if (kind is HeadKind.Unknown && FramedKind(start, end) is { } framed)
            kind = framed;
        if (kind is HeadKind.Unknown or HeadKind.Neither)
            return null;
        // "failure to advance the catheter", "surgery-naive"
        if ((at.Upper(end) is "TO" && !(Has(ToWhat, end - 1) || at.Upper(end - 1) is "ALLERGY" or "INJURY" or "TRAUMA" or "DAMAGE" or "HYPERSENSITIVITY" or "REACTION" or "REACTIONS" or "ALLERGIES")) || (at.SignAt(end) == '-' && at[end].Glued))
            return null;
        isCondition = kind is HeadKind.Condition or HeadKind.ConditionOf;
        at.Position = end;
        var name = Singular(Small(at.Text(start, end)));
        SkipInitials();
        return name;
    }

    private bool IsGluedBehind(int start) => start > 0 && at[start].Glued && at.SignAt(start - 1) is '-';

    // "asthma or COPD exacerbation": the noun may be that of both.
    private bool IsSharedHead(int start) => at.Upper(start - 1) is "OR" or "AND" && (at.KindsAt(start) & TokenCursor.Bits(WordKind.Condition, WordKind.Therapy)) != 0;

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

    // "by colonoscopy or barium enema": how something was found
    private bool IsMethodBefore(int start)
    {
        if (at.Upper(start - 1) is not ("OR" or "AND") && at.SignAt(start - 1) is not (',' or '/'))
            return false;
        for (var i = start - 2; i >= 0 && i > start - 8; i--)
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
            if (here > start && (EndsPlace() || at.Is(WordKind.Before) || Prepositions.Contains(at[here].Spelling) || GoesOnBehind(here)))
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
        if (at.Upper(index) is "INFECTED" or "AFFECTED" or "EXPOSED" or "NAIVE" or "TREATED" or "CLASS" || IsTnm(index))
            return false;
        if (at[index].Kind != TokenKind.Word || ((at.Kinds & NotAbsorbed & ~MayBeInside) != 0 && !IsSideOfBody(index)) || (NotInName.Contains(at[index].Spelling) && !IsSideOfBody(index)) || Prepositions.Contains(at[index].Spelling))
            return false;
        var hyphened = (index > start && at.SignAt(index - 1) == '-') || at.SignAt(index + 1) == '-';
        return (at.Letters(index).Length > 1 || hyphened) && !(index > start && !hyphened && IsCapitalized(index) && !IsCapitalized(index - 1) && HeadNouns.Of(at[index - 1].Spelling) is not HeadKind.Unknown);
    }

    // "fracture requiring surgery", "surgery performed": a word that goes on behind the name
    private bool GoesOnBehind(int index) =>
        Verbs.Contains(at[index].Spelling) || at.Upper(index) is "DUE" or "SECONDARY" && at.Upper(index + 1) is "TO" ||
        (at.SignAt(index - 1) != '-' && at.SignAt(index + 1) != '-' && EndsLikeVerb(at.Letters(index)) && HeadNouns.Of(at[index].Spelling) is HeadKind.Unknown && (index + 1 >= at.Count || Prepositions.Contains(at[index + 1].Spelling) || (at.Upper(index) is "CONTAINING" && HeadNouns.Of(at[index - 1].Spelling) is not HeadKind.Unknown) || at.Upper(index) is "REQUIRING" or "CAUSING" or "NECESSITATING" or "INVOLVING" or "AFFECTING" or "LEADING" or "INCLUDING" or "NEEDING" or "EXCLUDING"));

    private static bool EndsLikeVerb(ReadOnlySpan<char> word) => word.Length > 4 && (word.EndsWith("ing", StringComparison.OrdinalIgnoreCase) || word.EndsWith("ed", StringComparison.OrdinalIgnoreCase));

    // A word before the noun that says which one is meant
    private bool NamesOne(int start, int head)
    {
        for (var i = start; i < head; i++)
        {
            if (at[i].Kind == TokenKind.Word && at.Letters(i) is { Length: > 2 } word && !SaysNothing.Contains(at[i].Spelling) && !word.EndsWith("ly", StringComparison.OrdinalIgnoreCase))
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
}
