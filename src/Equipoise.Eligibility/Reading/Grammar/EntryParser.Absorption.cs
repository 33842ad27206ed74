using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Reading.Lexing;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>A second reading of an entry that was read but for a few words beside a name: where they stand in its noun phrase they are part of
/// the name, in the text's own words.</summary>
/// <remarks>It counts only if it leaves nothing unread. Words that deny, join, limit, allow, judge, tell a time or speak of people are never part
/// of a name.</remarks>
internal sealed partial class EntryParser
{
    private const int MostAbsorbed = 12;
    private const int LongestAbsorbing = 70;
    private const int LongestAbsorbedTail = 16;

    private static readonly UInt128 NotAbsorbed = TokenCursor.Bits(
        WordKind.Not, WordKind.Unless, WordKind.Except, WordKind.If, WordKind.Operator, WordKind.Judgment, WordKind.Hindrance, WordKind.Allowed, WordKind.Forbidden, WordKind.Anchor, WordKind.And, WordKind.Or, WordKind.AndOr, WordKind.But, WordKind.Then, WordKind.Person, WordKind.Whichever,
        WordKind.Pregnancy, WordKind.Consent, WordKind.ConsentVerb, WordKind.ConsentRefusal, WordKind.Sex, WordKind.Performance, WordKind.Life, WordKind.Formula, WordKind.Age, WordKind.Old, WordKind.Scale, WordKind.ClassScale, WordKind.Contraception, WordKind.Childbearing, WordKind.Attested,
        WordKind.StageWord, WordKind.Since, WordKind.HalfLife, WordKind.NegativeTest, WordKind.Limit, WordKind.Variable, WordKind.GradeWord, WordKind.Number, WordKind.Remark, WordKind.Meanwhile, WordKind.Completed, WordKind.Gene, WordKind.Alteration);

    // People, verbs of a story, what is wanted of somebody, what turns a line about, and what stands for something said elsewhere
    private static readonly WordSet NotInName = WordSet.Of(
        "patient", "subject", "participant", "volunteer", "person", "people", "individual", "child", "women", "woman", "men", "man", "male", "female", "infant", "adult", "mother", "father", "parent", "sibling", "brother", "sister", "relative", "family", "donor", "recipient", "partner", "spouse", "caregiver", "guardian", "veteran", "member", "staff",
        "household", "offspring", "fetus", "fetal", "control", "controls", "nurse", "physician", "doctor", "investigator", "sponsor", "group", "cohort", "arm", "part", "study", "trial", "protocol", "enrollment", "enrolment", "entry", "randomization", "screening", "baseline", "visit", "criterion", "criteria", "eligibility", "exclusion", "inclusion",
        "who", "whom", "whose", "they", "he", "she", "you", "we", "i", "it", "its", "them", "this", "these", "those", "such", "same", "other", "another", "others", "following", "above", "below", "aforementioned", "etc", "both", "either", "neither", "each", "every", "all", "any", "some", "none", "only", "also", "even", "just", "plus", "than", "then", "there",
        "is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "having", "do", "does", "did", "can", "could", "may", "might", "must", "shall", "should", "will", "would", "cannot",
        "receive", "receives", "received", "receiving", "take", "takes", "taken", "took", "taking", "use", "uses", "used", "using", "undergo", "undergoes", "undergone", "undergoing", "underwent", "get", "got", "give", "given", "giving", "need", "needs", "needed", "require", "requires", "required", "fail", "fails", "failed", "failing", "experience", "experienced",
        "develop", "develops", "developed", "complete", "completed", "discontinue", "discontinued", "stop", "stopped", "start", "started", "begin", "began", "begun", "initiate", "initiated", "continue", "continued", "recover", "recovered", "resolve", "resolved", "progress", "progressed", "perform", "performed", "participate", "participated", "participating", "participation",
        "agree", "agrees", "willing", "unwilling", "able", "unable", "ability", "inability", "consent", "comply", "compliance", "sign", "signed", "read", "understand", "speak", "refuse", "refusal", "plan", "plans", "planned", "planning", "schedule", "scheduled", "anticipate", "anticipated", "expect", "expected", "intend", "intended", "intention", "wish", "desire",
        "possible", "potential", "potentially", "possibly", "probable", "likely", "suspected", "suspicion", "presumed", "questionable", "borderline", "impending", "eligible", "ineligible", "allowed", "permitted", "excluded", "excluding", "included", "including", "acceptable", "allow", "exclude", "include", "enrolled", "randomized", "registered", "assigned", "admitted",
        "certain", "various", "their", "his", "her", "your", "our", "my", "changed", "applied", "requesting", "rendered", "demonstrating", "showing", "suggesting", "indicating", "revealing", "confounding", "seek", "seeking", "motivated", "interested", "attending", "effect", "effects", "especially", "particularly", "notably", "mainly", "namely", "already", "still", "needing", "know", "tolerated", "prescribed", "includes", "absent", "absence", "lack", "lacking", "free", "negative", "normal", "adequate", "inadequate", "stable", "controlled", "satisfactory", "sufficient", "insufficient", "appropriate", "healthy", "competent", "ever", "never", "once", "twice", "again", "currently", "recently", "previously", "concomitantly", "concurrently", "simultaneously", "within", "before", "after", "since", "during", "until", "while", "when", "where", "because",
        "if", "unless", "except", "not", "no", "non", "without", "and", "or", "nor", "but", "yet", "however", "though", "although", "therefore", "despite", "regardless", "irrespective", "versus", "vs", "per", "via", "more", "less", "most", "least", "many", "much", "few", "fewer", "greater", "lower", "higher", "over", "under", "between", "up", "first", "second", "third", "last", "next",
        "day", "days", "week", "weeks", "month", "months", "year", "years", "hour", "hours", "time", "times", "date", "age", "ages", "aged", "old", "older", "younger", "ago", "today", "now", "weekly", "daily", "monthly", "see", "allow", "cause", "lead", "hospital", "hospitalized", "hospitalised", "reason", "opinion", "discretion", "decision", "change", "changes", "increase", "decrease", "status", "suspect", "diagnose", "diagnosis", "diagnosed", "evidence", "documented", "confirmed", "proven", "known", "history", "measurable", "evaluable", "characteristic", "condition", "conditions", "situation");

    // The tokens that a first reading left
    private readonly bool[]? leftOver;

    // The term that was read last begins with such words, or a list goes on before the one that is being read.
    private bool saidAbsorbed;
    private int listedFrom = -1;
    private int absorbedTo = -1;

    private EntryParser(EntryParser first) : this(first.at, first.polarity, first.context)
    {
        leftOver = new bool[at.Count];
        foreach (var token in first.residue)
            leftOver[token] = !JoinsItems(token);
        at.Again();
    }

    /// <summary>Another reader of the same entry, to which what this one left beside names belongs to them; null where that cannot be.</summary>
    public EntryParser? Absorbing()
    {
        if (leftOver is not null || residue.Count is 0 or > MostAbsorbed || at.Count > LongestAbsorbing || at.Exhausted || OnlyAllows)
            return null;
        var (led, headed, words) = (false, false, false);
        foreach (var token in residue)
        {
            var absorbed = MayAbsorb(token);
            var joins = !absorbed && JoinsItems(token);
            if (!absorbed && !joins && !MayLead(token))
                return null;
            led |= !absorbed && !joins;
            words |= !JoinsItems(token);
            headed |= (absorbed && ((at.KindsAt(token + 1) & NameKinds) != 0 || SaysHad(token - 1))) || at.Upper(token) is "DOSE" or "DOSES" or "ARM" || Faculties.Contains(at[token].Spelling) || at[token].Kind == TokenKind.Word && HeadNouns.Of(at[token].Spelling) is not (HeadKind.Unknown or HeadKind.Neither);
        }

        if ((led && !headed) || !words)
            return null;

        return new EntryParser(this);
    }

    // "or", "any other": what stands before an item of a list that was left
    private bool JoinsItems(int index) => at.SignAt(index) is ',' or '/' || at.Upper(index) is "OR" or "AND" or "OTHER" or "ANY" or "ANOTHER" or "EITHER";

    // A word that may be part of a name, or a hyphen between two
    private bool MayAbsorb(int index)
    {
        if (at[index].Kind == TokenKind.Sign)
            return at.SignAt(index) == '-' && IsGlued(index);
        if (at[index].Kind == TokenKind.Number)
            return IsNumberOfName(index);
        var here = at.Position;
        at.Position = index;
        var may = Prepositions.Contains(at[index].Spelling) || IsSideOfBody(index) || IsHabit(index) || (at.Kinds & NotAbsorbed) == 0 && !NotInName.Contains(at[index].Spelling);
        at.Position = here;
        return may;
    }

    // "daily opioids"
    private bool IsHabit(int index) => at.Upper(index) is "DAILY" or "REGULAR" or "HABITUAL" or "FREQUENT" && (at.KindsAt(index + 1) & TokenCursor.Bits(WordKind.Therapy)) != 0;

    // Words before a name that were left because no name was found behind them, and links between such names
    private static readonly UInt128 LeadsToName = TokenCursor.Bits(WordKind.Person, WordKind.If, WordKind.History, WordKind.Known, WordKind.With, WordKind.Filler, WordKind.And, WordKind.Or, WordKind.AndOr, WordKind.Not, WordKind.Within, WordKind.Before, WordKind.Anchor, WordKind.Variable, WordKind.Meanwhile);

    private static readonly WordSet WordsOfFrames = WordSet.Of("diagnosis", "diagnosed", "history", "known", "evidence", "use", "used", "condition", "conditions", "other", "any", "no", "current", "currently", "receiving", "taking", "treated", "received", "day", "week", "month", "year", "lower", "upper", "status", "arm", "hospital", "admission", "last", "past", "patient", "subject", "participant", "prior", "previous");

    private static readonly UInt128 NameKinds = TokenCursor.Bits(WordKind.Condition, WordKind.Therapy, WordKind.Modifier);

    // "lower limb", "upper lobe": no limits
    private bool IsSideOfBody(int index) => at.Upper(index) is "LOWER" or "UPPER" && index + 1 < at.Count && at[index + 1].Kind == TokenKind.Word && at.Upper(index + 1) is not ("THAN" or "LIMIT" or "LIMITS" or "OR" or "NORMAL") && !Prepositions.Contains(at[index + 1].Spelling);

    private bool MayLead(int index) => at[index].Kind switch
    {
        TokenKind.Sign => at.SignAt(index) is ',' or '/' or '(' or ')',
        TokenKind.Word => (at.KindsAt(index) & LeadsToName) != 0 || WordsOfFrames.ContainsSingular(at[index].Spelling),
        _ => true,
    };

    private bool IsGlued(int index) => index > 0 && index + 1 < at.Count && at[index].Glued && at[index + 1].Glued;

    // "polysorbate 80", "interleukin 2": a number at the end of a phrase that measures nothing
    private bool IsNumberOfName(int index) => index > 0 && at[index - 1].Kind == TokenKind.Word && at[index].Number is > 0 and < 1000 && at.Letters(index).IndexOf('.') < 0 && EndsPhraseAt(index + 1);

    // What may be absorbed here, whether by itself or as the beginning of a longer name
    private bool IsUnread => leftOver is not null && !chunking && at.Position < at.Count && leftOver[at.Position];

    // unread-modifier := word-that-was-left+, before a modifier or a name
    private string? TakeUnread()
    {
        if (!IsUnread || at[at.Position].Kind != TokenKind.Word)
            return null;
        var start = at.Position;
        // "able to swallow tablets": a verb
        if (at.Upper(start - 1) is "TO" || IsObject(start) || (start > 0 && at.SignAt(start - 1) == '-' && IsGlued(start - 1)))
            return null;
        while (IsUnread && IsBeforeName(at.Position, start) && MayAbsorb(at.Position))
            at.Position++;
        if (at.Position > start && at.Position < at.Count && at[at.Position - 1].Kind == TokenKind.Word && !EndsPhrase() && !Verbs.Contains(at[at.Position].Spelling) && at.Upper(at.Position) is not "REQUIREMENT" && !Prepositions.Contains(at[at.Position].Spelling) && !(IsCapitalized(at.Position) && !IsCapitalized(at.Position - 1)) && !(IsCapitalized(at.Position) && at.Position > start + 1) && ((at.Is(WordKind.Modifier) && !at.Letters(at.Position).EndsWith("ing", StringComparison.OrdinalIgnoreCase)) || at.Is(WordKind.Condition) || at.Is(WordKind.Therapy) || OpenNoun(at.Position, out _) > 0) && !(at.Letters(at.Position - 1).EndsWith("ly", StringComparison.OrdinalIgnoreCase) && !at.Is(WordKind.Modifier)))
        {
            saidAbsorbed = true;
            absorbedTo = at.Position;
            // "clinically meaningful": an adverb before it
            var adverb = start > 0 && at.Letters(start - 1).EndsWith("ly", StringComparison.OrdinalIgnoreCase) ? start - 1 : start;
            return Small(at.Text(adverb, at.Position));
        }

        at.Position = start;
        return null;
    }

    // unread-name := word-that-was-left+ noun-that-says-what-it-is, up to the end of the phrase
    private string? TakeUnreadName(List<string> modifiers, out bool isCondition)
    {
        isCondition = true;
        var start = at.Position;
        if (!IsUnread || at.Upper(start - 1) is "TO")
            return null;
        while (at.Position < at.Count && !EndsPlace() && IsBeforeName(at.Position, start) && MayAbsorb(at.Position))
            at.Position++;
        var last = at.Position - 1;
        isCondition = last >= start && Has(ConditionNouns, last);
        if (last >= start && (last > start || modifiers.Count > 0) && EndsPlace() && at.Sign != '/' && !at.Is(WordKind.Or) && !at.Is(WordKind.And) && (isCondition || Has(TherapyNouns, last)) && HasOwnWord(start, last))
            return Singular(Small(at.Text(start, at.Position)));
        at.Position = start;
        isCondition = true;
        return null;
    }

    // A word before the noun that no rule knows; "other serious disease" names none.
    private bool HasOwnWord(int start, int last)
    {
        for (var i = start; i < last; i++)
        {
            if (at.IsUnknownAt(i) && at.Letters(i).Length > 3 && !Has(NoNames, i))
                return true;
        }

        return false;
    }

    private bool IsBeforeName(int index, int start)
    {
        if (at[index].Kind == TokenKind.Sign)
            return index > start && IsGlued(index);
        if (at[index].Kind != TokenKind.Word || Prepositions.Contains(at[index].Spelling))
            return false;
        if (at.Upper(index) is "DISEASE" or "TUMOR" or "CANCER" or "THERAPY" or "TREATMENT" || (index == start && at.Upper(index) is "RELATED"))
            return false;
        var word = at.Letters(index);
        // "Metastatic disease Measurable …": a capital in the middle begins another line.
        if (index > start && IsCapitalized(index) && at.SignAt(index - 1) != '-')
            return false;
        return word.Length > 1 && word.ContainsAnyExcept('I', 'V', 'X') && !word.ContainsAnyInRange('0', '9') && !(word.EndsWith("ing", StringComparison.OrdinalIgnoreCase) && at.SignAt(index - 1) != '-' && at.Upper(index) is not ("UNDERLYING" or "RECURRING" or "DISABLING" or "DEBILITATING" or "BLEEDING" or "LIMITING" or "THREATENING" or "DISFIGURING"));
    }

    private bool IsCapitalized(int index) => at.Letters(index) is [>= 'A' and <= 'Z', >= 'a' and <= 'z', ..];

    private static readonly WordSet Prepositions = WordSet.Of("of", "in", "to", "for", "from", "with", "on", "by", "at", "under", "against", "into", "onto", "upon", "through", "as", "among", "around", "near", "across", "along", "beyond", "toward", "towards", "about", "off", "out", "the", "a", "an", "that", "which");

    // "pneumonitis that required glucocorticoids to assist with management": a name with all that its phrase says behind it
    private CriterionNode? AbsorbedTail(string concept, List<string> modifiers, int named, bool isCondition)
    {
        if (leftOver is null || chunking || at.AtEnd || (at.Upper(named - 1) is "AND" or "OR" && listedFrom < 0) || concept.Contains('+', StringComparison.Ordinal) || (listedFrom >= 0 && named >= listedFrom) || !BeginsTail())
            return null;
        var start = at.Position;
        var absorbed = false;
        for (var relative = at.Upper(start) is "THAT" or "WHICH"; at.Position < at.Count && at.Position - start < LongestAbsorbedTail && (at.Position == start || !EndsTail()); at.Position++)
        {
            absorbed |= leftOver[at.Position];
            if (at.Position == start || (relative && at.Position == start + 1 && at.Upper(at.Position) is "HAS" or "HAVE" or "REQUIRED" or "REQUIRES" or "REQUIRE"))
                continue;
            if (!IsInTail(at.Position))
                break;
        }

        // "radiotherapy with progressive disease": another fact, which came beside the treatment
        if (!absorbed || !ClosesTail(start) || (!isCondition && at.Upper(start) is "WITH" && at.Upper(at.Position - 1) is "DISEASE" or "PROGRESSION" or "TUMOR"))
        {
            at.Position = start;
            return null;
        }

        var name = $"{concept} {Small(at.Text(start, at.Position))}";
        List<CriterionNode> nodes = [.. modifiers.DefaultIfEmpty("").Select(modifier => Named(modifier, name, isCondition))];
        return WithTime(nodes.Count == 1 ? nodes[0] : new AnyOf(nodes));
    }

    private bool BeginsTail()
    {
        var here = at.Position;
        return at[here].Kind == TokenKind.Word && !IsTimeHere() && !at.Is(WordKind.Except) && !at.Is(WordKind.Not) && (Prepositions.Contains(at[here].Spelling) ? at.Upper(here) is not ("A" or "AN" or "THE" or "AS" or "BY") : IsParticiple(here));
    }

    // How it was found, and by whom
    private static readonly WordSet Finding = WordSet.Of("defined", "diagnosed", "documented", "confirmed", "determined", "assessed", "measured", "demonstrated", "considered", "deemed", "judged", "evaluated", "based", "verified", "proven", "detected", "established", "evidenced", "manifested", "indicated", "classified", "categorized", "using", "according", "referred");

    private static readonly WordSet Tests = WordSet.Of("test", "testing", "examination", "exam", "imaging", "biopsy", "scan", "assay", "specialist", "criteria", "definition", "screen", "assessment", "evaluation", "film", "radiograph", "report", "review", "cytology", "pathology");

    private bool IsParticiple(int index) => !Finding.Contains(at[index].Spelling) && IsVerbal(index);

    private bool IsVerbal(int index) => at.Upper(index) is "DUE" or "SECONDARY" or "AMENABLE" or "ATTRIBUTABLE" or "REFRACTORY" or "RESISTANT" || (at.Letters(index) is { Length: > 5 } word && (word.EndsWith("ed", StringComparison.OrdinalIgnoreCase) || word.EndsWith("ing", StringComparison.OrdinalIgnoreCase)) && !NotInName.Contains(at[index].Spelling) && (at.Kinds & NotAbsorbed) == 0);

    private bool EndsTail() => at.Sign is '.' or ',' or ';' or ')' or '(' || (at.Is(WordKind.Before) && !(at.Upper(at.Position) is "PRIOR" && at.Upper(at.Position + 1) is not "TO")) || (at.Is(WordKind.Within) && !Prepositions.Contains(at[at.Position].Spelling)) || ((at.Is(WordKind.Within) || at.Is(WordKind.At)) && IsTimeHere());

    private bool IsInTail(int index)
    {
        if (at[index].Kind == TokenKind.Sign)
            return at.SignAt(index) is '-' or '/' && IsGlued(index);
        if (at[index].Kind == TokenKind.Number)
            return IsNumberOfName(index) || (at.SignAt(index - 1) == '-' && IsGlued(index - 1));
        if (Prepositions.Contains(at[index].Spelling) || (at.SignAt(index + 1) == '-' && IsGlued(index + 1) && at.Upper(index) is "FIRST" or "SECOND" or "THIRD") || at.Upper(index) is "PRIOR" or "PREVIOUS" or "TREATMENT" || IsSideOfBody(index))
            return true;
        if (at.Upper(index) is "HOSPITAL" or "ADMISSION" or "HOSPITALIZATION" && at.Upper(index - 1) is "REQUIRING" or "NECESSITATING" or "WARRANTING" or "HOSPITAL")
            return true;
        // "oral or intravenous glucocorticoids": two words for one noun
        if (at.Upper(index) is "OR")
            return at.IsOnly(index, WordKind.Or, WordKind.Or) && NarrowsAt(index - 1) && NarrowsAt(index + 1);
        return at[index].Kind == TokenKind.Word && !(IsCapitalized(index) && !Prepositions.Contains(at[index - 1].Spelling) && at.SignAt(index - 1) != '-') && (at.Kinds & NotAbsorbed) == 0 && !NotInName.Contains(at[index].Spelling);
    }

    private bool NarrowsAt(int index)
    {
        if (index >= at.Count || at[index].Kind != TokenKind.Word)
            return false;
        var here = at.Position;
        at.Position = index;
        var narrows = at.Is(WordKind.Modifier) || EndsWithOne(at.Letters(index), AdjectiveEndings);
        at.Position = here;
        return narrows;
    }

    // Nothing may follow that could share what was said, or go on with it.
    private bool ClosesTail(int start)
    {
        var last = at.Position - 1;
        if (last <= start || at[last].Kind == TokenKind.Sign || IsAbbreviated(last) || Prepositions.Contains(at[last].Spelling) || at.Upper(last) is "YEARS" or "MONTHS" or "WEEKS" or "DAYS" or "RISK" || (at.Upper(start) is "ON" or "IN" or "WITH" or "THROUGH" && Has(Tests, last)) || at.Letters(last).EndsWith("ly", StringComparison.OrdinalIgnoreCase))
            return false;
        if (at.AtEnd || at.Sign is '.' or ';' or ')' or '(' || at.Is(WordKind.Before) || at.Is(WordKind.Within))
            return true;
        return at.Sign == ',' ? at.Position + 1 < at.Count && IsWithinAt(at.Position + 1) : at.Is(WordKind.Operator) && IsDatedHere();
    }

    // "requiring admission ≤ 3 months before enrollment"
    private bool IsDatedHere()
    {
        var (here, unread) = (at.Position, residue.Count);
        var dated = TakeLimits() is [{ Quantity.IsTime: true }];
        Back(here, unread);
        return dated;
    }

    // "unhealed wounds, active ulcers": what has words of its own before its name needs none of the first.
    private static bool IsNarrowedWith(CriterionNode before, CriterionNode next) =>
        IsExistence(next) && (before is Condition) == (next is Condition) && !(next is Condition { Concept: var name } && QualifiedConcept.Split(name, Concepts.Conditions) is { Modifiers: [_, ..], Concept: not null });

    // What was absorbed before a name that a list goes on behind may be said of all of it.
    private bool GoesOnAbsorbed(Link link, bool anew)
    {
        listedFrom = link is Link.Or or Link.And or Link.Comma && !anew ? at.Position : -1;
        return saidAbsorbed && link is Link.Or or Link.And or Link.Comma;
    }

    // "pneumonitis or colitis that required steroids": whether the first did, nobody can tell.
    private static bool IsRequiredWithNext(Link link, CriterionNode before, CriterionNode next) =>
        link == Link.Or && before is Condition { Concept: var first } && next is Condition { Concept: var second } && second.Contains(" that required ", StringComparison.Ordinal) && !first.Contains(" that required ", StringComparison.Ordinal);
}
