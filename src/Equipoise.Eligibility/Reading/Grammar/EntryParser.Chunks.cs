using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>A third reading, of entries that are nothing but a frame and noun phrases: each phrase with its complements is one name ("tumor thrombus involving the portal
/// vein", "inadequate response to methotrexate").</summary>
/// <remarks>It counts only if it takes the whole entry. What it names keeps the text's own words, so that a phrase is never taken for a wider one of the tables.</remarks>
internal sealed partial class EntryParser
{
    private const int LongestChunked = 44;
    private const int MostChunks = 6;

    // What stands before a name and says only who has it
    private static readonly WordSet ChunkFillers = WordSet.Of("a", "an", "the", "any", "has", "have", "having", "had", "is", "are", "with", "who", "that", "been", "be", "their", "undergoing", "undergo", "underwent", "suffering");

    private static readonly WordSet NotWhole = WordSet.Of("suspected", "suspicion", "possible", "possibly", "probable", "probably", "potential", "potentially", "unless", "except", "excluding", "other", "another", "others", "than", "whose", "family", "father", "mother", "sibling", "relative", "relatives", "donor", "partner", "planned", "scheduled", "planning", "both", "either", "only", "not", "if", "when", "will", "would", "could", "may", "might", "must", "should", "cannot");

    /// <summary>What an entry says that is a list of noun phrases and nothing else; null for any other.</summary>
    public CriterionNode? ReadChunks()
    {
        if (at.Count is < 2 or > LongestChunked || !LeftWords() || MayBeMore())
            return null;
        var parser = new EntryParser(at, polarity, context);
        at.Again();
        return parser.Chunked();
    }

    /// <summary>Another reader of the same entry, to which the noun phrases in which words were left are names; null where that cannot be. How far what stands behind one of
    /// several names reaches is known only where all of them are phrases, so an entry that joins anything has none.</summary>
    public EntryParser? Chunking() =>
        residue.Count is 0 or > MostChunked || at.Count > LongestAbsorbing || !LeftWords() || at.SignAt(at.Count - 1) == ':' || (at.AllKinds & NotBeside) != 0 || TellsForWhom() || at.LastLink >= 0 ? null : new EntryParser(this) { chunking = true };

    // Words were left that may be part of a name: where only links were, it was doubtful what they join.
    private bool LeftWords()
    {
        if (at.Exhausted || OnlyAllows)
            return false;
        var words = false;
        foreach (var token in residue)
        {
            if (at[token].Kind == TokenKind.Word && !IsVenousAccess(token) && (AskedOfPeople.Contains(at[token].Spelling) || StudyWords.Contains(at[token].Spelling)))
                return false;
            words |= at[token].Kind == TokenKind.Word && !JoinsItems(token);
        }

        return words;
    }

    private const int MostChunked = 16;

    private static readonly WordSet StudyWords = WordSet.Of("consent", "protocol", "willing", "unwilling", "able", "agree", "agrees", "willingness", "ability", "investigator", "sponsor", "participate", "participation", "language", "speaking", "compliance", "questionnaires", "questionnaire", "least", "more", "less", "greater", "than", "between", "must", "should", "will", "may", "could", "would", "not", "whose", "age", "aged", "years", "whichever", "score", "criteria", "opinion", "planned", "scheduled", "suspected", "possible");

    // What may be said of a name alone or of all before it
    private static readonly UInt128 NotBeside = TokenCursor.Bits(WordKind.Since, WordKind.Except, WordKind.Unless, WordKind.If, WordKind.Allowed, WordKind.ConsentVerb, WordKind.ConsentRefusal);

    // "pregnancy, for those patients who": of some people only
    private bool TellsForWhom()
    {
        for (var i = 1; i < at.Count - 1; i++)
        {
            if (at.Upper(i) is "FOR" or "IN" or "AMONG" && (at.Upper(i + 1) is "THOSE" or "ALL" or "PATIENTS" or "SUBJECTS" or "PARTICIPANTS" or "WOMEN" or "MEN" or "CHILDREN" || at.Upper(i + 2) is "PATIENTS" or "SUBJECTS" or "PARTICIPANTS"))
                return true;
        }

        return false;
    }

    private bool chunking;

    // A phrase in which words were left, as one name
    private CriterionNode? ChunkHere()
    {
        if (!chunking || at.AtEnd)
            return null;
        var (start, unread) = (at.Position, residue.Count);
        // "candidates for surgery", "at least 4 weeks since chemotherapy for lymphoma"
        if (washouts > 0 || (start > 0 && NoNameBehind.Contains(at[start - 1].Spelling) && !SaysHad(start - 1) && !SaysGiven(start - 1)))
            return null;
        // "no other serious disease"
        if (at.Upper(start - 1) is "OTHER" or "ANOTHER")
            return null;
        var framed = saidGiven ? HeadKind.Therapy : saidHad ? HeadKind.Condition : HeadKind.Unknown;
        if ((TakeInability() ?? NameHere(framed)) is { } name && residue.Count == unread && HasLeft(start, at.Position))
            return name;
        Back(start, unread);
        return null;
    }

    private CriterionNode? NameHere(HeadKind framed)
    {
        if (TakeChunk(framed) is not { } chunk || KindOf(chunk.Kind) is null || NamesOf(chunk) is not { } names || !EndsPlace())
            return null;
        SkipBehindChunk(names[0]);
        // "abnormal coagulation (INR > 1.5)": what it means stands in the bracket.
        if (at.Sign == '(' || (chunk.Marker >= 0 && at.Is(WordKind.And)))
            return null;
        saidAbsorbed |= chunk.IsNarrowed;
        return ChunkTime(names.Count == 1 ? names[0] : new AnyOf(names));
    }

    // "tumor by MRI performed within 2 weeks": the time is that of what was taken out.
    private CriterionNode ChunkTime(CriterionNode node)
    {
        var start = at.Position;
        var timed = WithTime(node);
        if (at.Position > start && at.IsTakenOutBefore(start))
            residue.Add(start);
        return timed;
    }

    // Words that no list of names holds
    private bool MayBeMore()
    {
        for (var i = 0; i < at.Count; i++)
        {
            // "… or requiring dialysis" goes on with what stands before it.
            if (at[i].Kind == TokenKind.Word ? NotWhole.Contains(at[i].Spelling) || (i > 0 && ChunkVerbs.Contains(at[i].Spelling) && JoinsItems(i - 1)) : at.SignAt(i) is ':' or '=' or '"' or '?' or '*' or '+' or '%' || (at.SignAt(i) is '.' or ';' && i < at.Count - 1))
                return true;
        }

        return false;
    }

    // chunks := frame chunk (link chunk)* window?
    private CriterionNode? Chunked()
    {
        if (TakeChunkFrame() is not { } frame || TakeChunkList(frame) is not { } names || (names.Count > 1 && !orLinked && !andLinked && (polarity == Polarity.Inclusion || frame.Denies)))
            return null;
        var tree = names.Count == 1 ? names[0] : frame.Denies || polarity == Polarity.Exclusion || orLinked ? new AnyOf(names) : new AllOf(names);
        if (!at.AtEndOfSentence)
            tree = ChunkTime(tree);
        if (!at.AtEndOfSentence || residue.Count > 0 || at.Exhausted)
            return null;
        tree = Whole([frame.Denies ? Negation.Of(tree) : tree], forbids: false);
        return residue.Count == 0 ? tree : null;
    }

    private bool orLinked;
    private bool andLinked;

    // chunk-frame := (people | "with" | denial | "history of" | "received" | …)*
    private ChunkFrame? TakeChunkFrame()
    {
        var (denies, kind) = (false, HeadKind.Unknown);
        while (!at.AtEnd)
        {
            var here = at.Position;
            if (at.Upper(here) is "NO" or "WITHOUT" or "ABSENCE" && at.TakeWhole(WordKind.Not) is not null)
            {
                if (denies)
                    return null;
                denies = true;
            }
            else if (at.Upper(here) is "HEALTHY" or "CANDIDATES" or "RECIPIENTS" or "VOLUNTEERS" or "HISTOLOGICALLY" or "CYTOLOGICALLY" or "PATHOLOGICALLY")
                return null;
            else if (!(TakePeople() || SkipFrame() || SkipVerbFrame() || SkipProof() || at.TakeWhole(WordKind.History) is not null || at.TakeWhole(WordKind.Known) is not null || (ChunkFillers.Contains(at[here].Spelling) && Rewind(here + 1))))
                break;
            if (SaysGiven(at.Position - 1) && !ChunkFillers.Contains(at[here].Spelling) || at.Upper(here) is "UNDERGOING" or "UNDERWENT")
                kind = HeadKind.Therapy;
            else if (SaysHad(at.Position - 1) || at.Upper(here) is "SUFFERING")
                kind = HeadKind.Condition;
        }

        return new ChunkFrame(denies, kind);
    }

    // "Patients with": the longer phrase is no people, and its first word is.
    private bool TakePeople()
    {
        var start = at.Position;
        return at.Take(WordKind.Person) is not null && (at.Upper(at.Position) is not ("OF" or "FOR") || (Rewind(start) && false));
    }

    private readonly record struct ChunkFrame(bool Denies, HeadKind Kind);
}
