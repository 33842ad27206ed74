using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Who has or was given something, in any words: "any subject that has ever been treated with", "documented presence of".</summary>
/// <remarks>Composed of classes of words that <c>frames.tsv</c> holds. What says no more than that it exists is left out; what says that it was given, or is given now, is
/// written in the word that the grammar knows.</remarks>
internal sealed partial class Asides
{
    private const int LongestSubject = 5;
    private const int LongestChain = 6;

    private static readonly WordSet SubjectNouns = FrameWords.Of("subject");
    private static readonly WordSet OfSubjects = FrameWords.Of("ofSubject");
    private static readonly WordSet Relatives = FrameWords.Of("relative");
    private static readonly WordSet Auxiliaries = FrameWords.Of("auxiliary");
    private static readonly WordSet Adverbs = FrameWords.Of("adverb");
    private static readonly WordSet NowWords = FrameWords.Of("now");
    private static readonly WordSet NowAdjectives = FrameWords.Of("nowOf");
    private static readonly WordSet HaveVerbs = FrameWords.Of("have");
    private static readonly WordSet HaveWithVerbs = FrameWords.Of("haveWith");
    private static readonly WordSet HaveToVerbs = FrameWords.Of("haveTo");
    private static readonly WordSet ReceivedVerbs = FrameWords.Of("received");
    private static readonly WordSet ReceivedWithVerbs = FrameWords.Of("receivedWith");
    private static readonly WordSet ReceivingVerbs = FrameWords.Of("receiving");
    private static readonly WordSet ExistenceNouns = FrameWords.Of("existence");
    private static readonly WordSet GivenNouns = FrameWords.Of("given");
    private static readonly WordSet OfExistence = FrameWords.Of("ofExistence");
    private static readonly WordSet Together = FrameWords.Of("together");

    // What only a patient can promise or do has verbs of its own.
    private static readonly UInt128 NoFrame = TokenCursor.Bits(WordKind.Contraception, WordKind.Childbearing, WordKind.Consent, WordKind.ConsentVerb, WordKind.Attested);

    private bool IsWord(int index, WordSet words) => index < at.Count && at[index].Kind == TokenKind.Word && words.Contains(at[index].Spelling);

    private bool BeginsClause(int index) => index == 0 || at.SignAt(index - 1) is '.' or ';' or ':' or ',' || at.Upper(index - 1) is "AND" or "OR" || (found.Count > 0 && found[^1].End == index);

    // frame := [subject [relative]] chain [verb] | existence; followed by what is had
    private int Frame(int from)
    {
        instead = null;
        if (at[from].Kind != TokenKind.Word || (at.AllKinds & NoFrame) != 0)
            return -1;
        if (PositiveRelative(from) is > 0 and var positive)
            return positive;
        if (!BeginsClause(from))
            return at.Upper(from) is "WHO" ? Relative(from) : at.Upper(from - 1) is "WITH" && IsWord(from + 1, Clear) ? Existence(from) : Marked(from);
        if (Assesses(from) is > 0 and var assessed)
            return assessed;
        if (Existence(from) is > 0 and var exists)
            return exists;
        instead = null;
        if ((NounFrame(from) is > 0 and var named ? named : Scheduled(from)) is > 0 and var noun)
            return noun;
        instead = null;
        var (end, people) = Subject(from);
        var asked = end;
        if (end > from && people && at.Upper(end) is "WITH" && from > 0 && at.Upper(from - 1) is "OR" && !at.Holds(WordKind.Variable) && !at.Holds(WordKind.Operator))
            return end + 1;
        var related = end > from && IsWord(end, Relatives);
        if (related)
            end++;
        var (now, planned, chained) = (false, false, end);
        for (; end - chained < LongestChain && (IsWord(end, Auxiliaries) || IsWord(end, Adverbs) || IsWord(end, NowWords)); end++)
        {
            planned |= at.Upper(end) is "TO";
            now |= IsWord(end, NowWords);
        }

        var verb = Verb(end, chained < end, ref now, planned);
        end = verb < 0 ? end : verb;
        // Nothing but "patients", or whom the rest of the sentence is about
        if (end == from || end == asked || end >= at.Count || at[end].Kind == TokenKind.Sign || (related && AsksLater(end)) || Has(end, WordKind.Not) && verb < 0 || at.Upper(end) is "NOT" or "NEVER" or "UNABLE" or "OR" or "AND" or "BY" or "FOR" or "TO" or "IF" or "IN")
            return -1;
        if (verb < 0 && (planned || (people && !related && end == chained)))
            return -1;
        if (instead is null && now)
            instead = "current";
        // "has received no prior chemotherapy", "must receive concurrent steroids"
        if (instead is not null && (Has(end, WordKind.Not) || IsWord(end, Together)))
            instead = null;
        // What was said before it is no part of what follows.
        if (instead is null && from > 0 && at.Upper(from - 1) is "OR" or "AND")
            instead = "have";
        return MayGoOn(from) ? end : -1;
    }

    // "with a definite history of"
    private static readonly WordSet Clear = WordSet.Of("clear", "definite", "definitive", "confirmed", "proven", "documented", "established", "verified", "positive", "strong", "recorded");

    // "not on x or have taken x within 3 months", "prescribed x or have taken x within a year": whose time it is, nobody can tell.
    private bool MayGoOn(int from)
    {
        if (from == 0 || at.Upper(from - 1) is not ("OR" or "AND") || instead is "have" or "current" || !at.Holds(WordKind.Within))
            return true;
        for (var i = 0; i < from; i++)
        {
            if (Has(i, WordKind.Not) || at.Upper(i) is "CURRENTLY" or "PRESCRIBED" or "ON" or "TAKING" or "RECEIVING" or "USING")
                return false;
        }

        return true;
    }

    // "The investigator assesses that": how long somebody lives is always a guess.
    private int Assesses(int from)
    {
        var i = at.Upper(from) is "THE" ? from + 1 : from;
        return at.Holds(WordKind.Life) && i < at.Count && at[i].Kind == TokenKind.Word && IsPerson(i) && at.Upper(i + 1) is "ASSESSES" or "JUDGES" or "CONSIDERS" or "BELIEVES" or "DETERMINES" or "ESTIMATES" or "EXPECTS" && at.Upper(i + 2) is "THAT" ? i + 3 : -1;
    }

    // "… who underwent", "… who are on": more of the same people
    private int Relative(int from)
    {
        var (end, now) = (from + 1, false);
        for (; end - from < LongestChain && (IsWord(end, Auxiliaries) || IsWord(end, Adverbs) || IsWord(end, NowWords)); end++)
        {
            if (at.Upper(end) is "TO" or "BE")
                return -1;
            now |= IsWord(end, NowWords);
        }

        var chained = end > from + 1;
        if (chained && at.Upper(end) is "NOT" or "NEVER")
            return Lacking(end);
        var verb = Verb(end, chained, ref now, planned: false);
        end = verb < 0 ? end : verb;
        if ((verb < 0 && !(chained && at.Upper(end - 1) is "HAVE" or "HAS" or "HAD")) || end >= at.Count || at[end].Kind != TokenKind.Word || Has(end, WordKind.Not) || AsksLater(end) || end - from < 1)
            return -1;
        instead = instead is null ? now ? null : "who" : $"who {instead}";
        return instead is null ? -1 : end;
    }

    private (int End, bool People) Subject(int from)
    {
        var i = from;
        while (i - from < LongestSubject && IsWord(i, OfSubjects) && !(at.Upper(i) is "FOLLOWING" && i == from))
            i++;
        if (i < at.Count && at[i].Kind == TokenKind.Word && SubjectNouns.ContainsSingular(at[i].Spelling))
            return (i + 1, true);
        return at.Upper(i) is "IT" or "THERE" or "THEY" or "HE" or "SHE" ? (i + 1, true) : (from, false);
    }

    // The verb of having or being given, with its preposition; below zero for none
    private int Verb(int i, bool chained, ref bool now, bool planned)
    {
        if (IsWord(i, HaveToVerbs) && at.Upper(i + 1) is "TO" && at.Upper(i + 2) is "HAVE" or "BE" or "SUFFER")
            return at.Upper(i + 2) is "SUFFER" && at.Upper(i + 3) is "FROM" ? i + 4 : i + 3;
        // "diagnosed or treated for another malignancy"
        if (at.Upper(i) is "DIAGNOSED" or "TREATED" && at.Upper(i + 1) is "OR" or "AND" or "/" && at.Upper(i + 2) is "DIAGNOSED" or "TREATED" && at.Upper(i + 3) is "FOR" or "WITH")
            return i + 4;
        if (IsWord(i, HaveWithVerbs) && at.Upper(i + 1) is "WITH" or "FROM" or "BY" or "AS")
            return at.Upper(i + 2) is "HAVING" ? i + 3 : i + 2;
        if (at.Upper(i) is "KNOWN" && at.Upper(i + 1) is "FOR" && chained)
            return i + 2;
        if (planned)
            return -1;
        // "received or are receiving": whenever it was
        if (IsWord(i, ReceivedVerbs) && at.Upper(i + 1) is "OR" && IsReceiving(i + 2) is > 0 and var either)
            return Given(either, "received", ref now);
        if (IsWord(i, ReceivedWithVerbs) && at.Upper(i + 1) is "WITH" or "BY" or "TO" or "USING" or "AGAINST")
            return Given(i + 2, now ? "receiving" : "received", ref now);
        if (IsWord(i, ReceivedVerbs) && !(at.Upper(i) is "TAKEN" or "GIVEN" or "TOOK" && at.Upper(i + 1) is "OUT" or "UP" or "INTO" or "PART" or "PLACE" or "BIRTH"))
            return Given(at.Upper(i + 1) is "OF" ? i + 2 : i + 1, now && at.Upper(i) is not "UNDERGOING" ? "receiving" : "received", ref now);
        if (IsWord(i, ReceivingVerbs) || (chained && at.Upper(i) is "ON"))
            return Given(i + 1, "receiving", ref now);
        if (at.Upper(i) is "UNDER" && i + 1 < at.Count && at[i + 1].Kind == TokenKind.Word)
            return Given(i + 1, "receiving", ref now);
        return IsWord(i, HaveVerbs) || (chained && at.Upper(i) is "SUSTAINED") ? i + 1 : -1;
    }

    private int IsReceiving(int i)
    {
        while (IsWord(i, NowWords) || at.Upper(i) is "ARE" or "IS")
            i++;
        return IsWord(i, ReceivingVerbs) ? i + 1 : -1;
    }

    private int Given(int end, string word, ref bool now)
    {
        instead = word;
        now = false;
        return end;
    }

    // existence := adjective* noun ["of"]: "documented presence of", "prescribed use of"
    private int Existence(int from)
    {
        var (i, now, together) = (from, false, false);
        for (; i - from < LongestSubject && (IsWord(i, OfExistence) || IsWord(i, NowAdjectives) || IsWord(i, Together)); i++)
            (now, together) = (now || IsWord(i, NowAdjectives), together || IsWord(i, Together));
        // "any degree of"
        if (at.Upper(from) is "ANY" && i == from + 1 && at.Upper(i) is "DEGREE" or "TYPE" or "FORM" or "KIND" or "SORT" or "SEVERITY" && at.Upper(i + 1) is "OF")
            return i + 2;
        if (at.Upper(i + 1) is not "OF" || i + 2 >= at.Count || at[i + 2].Kind != TokenKind.Word)
            return -1;
        if (IsWord(i, GivenNouns))
        {
            instead = now ? "receiving" : together ? "concurrent" : "received";
            return i + 2;
        }

        if (!IsWord(i, ExistenceNouns) || together || i == from)
            return -1;
        instead = now && at.Upper(i) is not "DIAGNOSIS" ? "current" : at.Upper(i) is "HISTORY" ? "history of" : null;
        return i + 2;
    }

    // "Patients who have diabetes must have …": what is asked is asked of them.
    private bool AsksLater(int from)
    {
        for (var i = from; i < at.Count; i++)
        {
            if (at.Upper(i) is "MUST" or "SHOULD" or "SHALL" or "NEED" or "WILL" or "MAY" or "REQUIRED" or "ELIGIBLE" or "CAN" || at.SignAt(i) == ':')
                return true;
        }

        return false;
    }

    private static readonly WordSet Happened = FrameWords.Of("happened");

    private static readonly WordSet Demanded = FrameWords.Of("demanded");

    private static readonly WordSet PredicateWords = WordSet.Of("classified", "graded", "staged", "categorized", "that", "which");

    private static readonly SpellingTest BeginsPredicate = new(word => Auxiliaries.Contains(word) || Adverbs.Contains(word) || Happened.Contains(word) || PredicateWords.Contains(word));

    // predicate := auxiliary+ participle: "must be confirmed", "was performed"; what was there before it is there
    private int Predicate(int from)
    {
        if (!at[from].Spelling.Answer(BeginsPredicate))
            return -1;
        // "classified as BCLC stage C"
        if (at.Upper(from) is "CLASSIFIED" or "GRADED" or "STAGED" or "CATEGORIZED" && at.Upper(from + 1) is "AS" && (Has(from + 2, WordKind.ClassScale) || Has(from + 2, WordKind.StageWord)))
        {
            instead = "with";
            return from + 2;
        }

        // "surgery performed within 4 weeks"
        if (from > 0 && IsWord(from, Happened) && Has(from + 1, WordKind.Within) && at.Upper(from + 1) is not ("ON" or "AT" or "BY") && (at[from - 1].Kind != TokenKind.Sign || at.SignAt(from - 1) == ')') && !IsWord(from - 1, Auxiliaries) && !IsWord(from - 1, Adverbs) && !Has(from - 1, WordKind.Not) && !Has(from - 1, WordKind.Person) && (at.Holds(WordKind.NegativeTest) ? polarity == Polarity.Inclusion : !IsMethodNoun(from - 1)) && at.Upper(from - 1) is not ("MEASUREMENTS" or "MEASUREMENT") && at.Upper(from - 1) is not ("AND" or "OR" or "WHO" or "NEWLY" or "PREVIOUSLY" or "NOT" or "RECENTLY" or "THAN"))
            return from + 1;
        var i = at.Upper(from) is "THAT" or "WHICH" ? from + 1 : from;
        while (i - from < LongestChain && i < at.Count && (IsWord(i, Auxiliaries) || IsWord(i, Adverbs)) && at.Upper(i) is not ("TO" or "DO" or "DID" or "DOES" or "HAVING"))
            i++;
        if (i == from || from == 0 || !IsWord(i - 1, Auxiliaries) && !IsWord(i - 1, Adverbs) || !IsWord(i, Demanded) || at.Upper(from - 1) is "THAT" or "WHICH" or "WHO" or "NOT" or "PATIENTS" or "SUBJECTS" or "PARTICIPANTS")
            return -1;
        i++;
        if (i < at.Count && at.Upper(i) is "AND" or "OR" && IsWord(i + 1, Demanded))
            i += 2;
        if (at.Upper(i) is "BY" or "ON" or "VIA" or "USING" && Method(i) is > 0 and var means)
            i = means;
        return EndsAt(i) || Has(i, WordKind.Within) ? i : -1;
    }

    // closing := "if known" | "in the past" | "to be enrolled in the study", where a phrase ends
    private int Closing(int from)
    {
        switch (at.Upper(from))
        {
            case "IF" or "WHEN" or "WHERE" or "WHENEVER" or "AS" when at.Upper(from + 1) is "KNOWN" or "APPLICABLE" or "AVAILABLE" or "ANY" or "POSSIBLE" or "RELEVANT":
                return from + 2;
            case "BEFORE" or "EVER" or "ANYTIME" or "BEFOREHAND" when from > 0 && (from + 1 >= at.Count || (from + 2 == at.Count && at[from + 1].Kind == TokenKind.Sign)):
                return from + 1;
            case "IN" or "AT" or "INCLUDING":
                return Past(from);
            case "TO" or "FOR" when at.Upper(from - 1) is not "PRIOR":
                return Purpose(from);
            case "WITH" or "WITHOUT":
                return WithOrWithout(from);
            // "schizophrenia, bipolar disorder, etc."
            case "ETC" when EndsList(from):
                return from + 1;
            // "diabetes history"
            case "OR" when at.Upper(from + 1) is "ALTERNATIVELY" && EndsAt(from + 2):
                return from + 2;
            case "HISTORY" when from > 0 && at[from - 1].Kind == TokenKind.Word && at.IsUnknownAt(from - 1) is false && !IsWord(from - 1, NoHistories) && !IsWord(0, NoHistories) && EndsAt(from + 1):
                return from + 1;
            default:
                return -1;
        }
    }

    // "in (the|their) (past|medical) (history)", "in history and at present"
    private int Past(int from)
    {
        var i = at.Upper(from) is "INCLUDING" && at.Upper(from + 1) is "IN" ? from + 2 : from + 1;
        while (at.Upper(i) is "THE" or "THEIR" or "HIS" or "HER" or "MEDICAL" or "PATIENT'S" or "PERSONAL")
            i++;
        if (at.Upper(i) is not ("PAST" or "HISTORY" or "ANAMNESIS" or "LIFETIME") || i == from + 1 && at.Upper(i) is "LIFETIME")
            return -1;
        i++;
        if (at.Upper(i) is "HISTORY")
            i++;
        return i >= at.Count || at.SignAt(i) is '.' or ',' or ';' or ')' || at.Upper(i) is "OR" ? i : -1;
    }

    private static readonly WordSet NoHistories = WordSet.Of("family", "familial", "medical", "medication", "treatment", "therapy", "personal", "social", "clinical", "surgical", "natural", "prior", "past", "previous", "known", "positive", "significant", "any", "a", "the", "or", "and", "of", "in", "with", "no", "drug", "exposure");

    private static readonly WordSet Entering = WordSet.Of("enter", "participate", "enroll", "enrol", "join", "qualify", "eligible", "enrolled", "included", "take", "part", "be", "in", "into", "for", "to", "the", "this", "our", "clinical", "present", "current", "research", "participation", "enrollment", "enrolment", "inclusion", "entry", "order");

    // "to be eligible for this study", "for the study": what it is asked for
    private int Purpose(int from)
    {
        var i = from + 1;
        var enters = false;
        for (; i - from < 10 && IsWord(i, Entering); i++)
            enters |= at.Upper(i) is "ENTER" or "PARTICIPATE" or "ENROLL" or "ENROL" or "JOIN" or "QUALIFY" or "ELIGIBLE" or "ENROLLED" or "INCLUDED" or "PART" or "PARTICIPATION" or "ENROLLMENT" or "ENROLMENT" or "INCLUSION" or "ENTRY";
        if (at.Upper(i) is "STUDY" or "TRIAL" or "PROTOCOL")
            (i, enters) = (i + 1, enters || (polarity == Polarity.Inclusion && i - from < 4));
        return enters && EndsAt(i) && at.Upper(i) is not ("WITH" or "WITHOUT") ? i : -1;
    }

    // "If asthma is present", below what is excluded
    private int Conditional(int from) =>
        from == 0 && polarity == Polarity.Exclusion && at.Upper(0) is "IF" or "WHEN" && at.Count > 3 && at.Count < 20 && at.Upper(PresentAt) is "PRESENT" && at.Upper(PresentAt - 1) is "IS" or "ARE" ? 1 : -1;

    private int PresentAt => at.SignAt(at.Count - 1) is '.' or ';' or ',' ? at.Count - 2 : at.Count - 1;
}
