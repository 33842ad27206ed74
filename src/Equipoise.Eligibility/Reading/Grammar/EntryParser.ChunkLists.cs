using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Lists of noun phrases with complements: what belongs to one of them, and what to all.</summary>
internal sealed partial class EntryParser
{
    // The names of a list; null where it is doubtful what its words belong to.
    private List<CriterionNode>? TakeChunkList(ChunkFrame frame)
    {
        var chunks = new List<Chunk>();
        var names = new List<CriterionNode>();
        var linkedAt = 0;
        for (var linked = false; chunks.Count < MostChunks; linked = true)
        {
            if (TakeInability() is { } inability)
            {
                names.Add(inability);
                chunks.Add(new Chunk(0, 0, -1, -1, 0, HeadKind.Condition, null, null, false, false, [], []));
                if (!TakeChunkLink(frame))
                    return names;
                continue;
            }

            if (TakeChunk(frame.Kind) is not { } chunk || residue.Count > 0)
                return null;
            if (!linked || StandsByItself(chunks[^1], chunk))
            {
                if (linked && SharesPurpose(chunks, chunk))
                    chunks = WithPurpose(chunks, chunk, names);
                if (chunk.Kind is HeadKind.Unknown or HeadKind.Neither || (linked && SharesWords(chunks[^1], chunk)) || NamesOf(linked ? WithCurrent(chunks[0], chunk) : chunk) is not { } own)
                    return null;
                names.AddRange(own);
                chunks.Add(chunk);
            }
            else if (AsObject(chunks[^1], chunk, linkedAt) is { } further)
            {
                names.AddRange(further);
            }
            else
                return null;

            SkipBehindChunk(names[^1]);
            linkedAt = at.Position;
            if (!TakeChunkLink(frame))
                return names;
        }

        return null;
    }

    // Initials and examples
    private void SkipBehindChunk(CriterionNode name)
    {
        var (concept, isCondition) = name switch { Condition condition => (condition.Concept, true), Therapy therapy => (therapy.Concept, false), _ => ("", true) };
        SkipInitials();
        SkipSameConcept(concept);
        while (SkipSilent() || SkipExamples() || (at.AtEndOfSentence || at.Sign is '(' or ',' || at.Upper(at.Position) is "SUCH" or "INCLUDING") && SkipListedExamples(concept, isCondition))
        {
        }
    }

    // link := ","? ("or" | "and"); what an "and" joins is asked together, and any of it excludes.
    private bool TakeChunkLink(ChunkFrame frame)
    {
        var start = at.Position;
        var comma = at.TakeSign(',');
        if ((at.Take(WordKind.AndOr) ?? at.Take(WordKind.Or)) is not null)
        {
            orLinked = true;
            return !andLinked || Refuse();
        }

        if (at.Take(WordKind.And) is not null)
        {
            andLinked = true;
            return (!orLinked && !frame.Denies && (polarity == Polarity.Inclusion || comma)) || Refuse();
        }

        if (comma && !at.AtEnd && !IsTimeHere() && EndsInLink())
            return true;
        at.Position = start;
        return false;
    }

    private bool EndsInLink()
    {
        for (var i = at.Position; i < at.Count; i++)
        {
            if (at.Upper(i) is "OR" or "AND")
                return true;
        }

        return false;
    }

    private bool Refuse()
    {
        residue.Add(Math.Min(at.Position, at.Count - 1));
        return true;
    }

    // Whether what follows "or" is a name of its own, and no further object of the name before
    // "maintenance therapy for CMV, meningitis or …", where no table knows the first object, and "an allergic reaction to X or Y": nobody can tell, or both objects are meant.
    private bool StandsByItself(Chunk before, Chunk next) =>
        before.Marker < 0 || at.Upper(before.Marker) is not ("REQUIRING" or "NEEDING") && !(before.ObjectKind is null && at.Upper(before.Marker) is "FOR" or "WITH" && next.Marker < 0) && !(at.Upper(before.Marker) is "TO" && at.Upper(before.HeadEnd - 1) is "REACTION" or "REACTIONS" or "ALLERGY" or "HYPERSENSITIVITY" && next.Marker < 0) && (KindOf(next.Kind) is { } other && before.ObjectKind != other && before.LastKind != other);

    private static bool? KindOf(HeadKind kind) => kind switch
    {
        HeadKind.Condition or HeadKind.ConditionOf => true,
        HeadKind.Therapy or HeadKind.TherapyOf => false,
        _ => null,
    };

    // "drug therapy, surgery or transplantation for hepatocellular carcinoma": what each of them was for
    private bool SharesPurpose(List<Chunk> before, Chunk last) => last.Marker >= 0 && at.Upper(last.Marker) is "FOR" && KindOf(last.Kind) is false && !before.Exists(chunk => chunk.Marker >= 0 || KindOf(chunk.Kind) is not false) && at.AtEndOfSentence;

    private List<Chunk> WithPurpose(List<Chunk> before, Chunk last, List<CriterionNode> names)
    {
        var purpose = Own(last.HeadEnd, last.End);
        names.Clear();
        foreach (var chunk in before)
            names.AddRange(NamesOf(chunk, " " + purpose) ?? []);
        return [.. before.Select(chunk => chunk with { Marker = last.Marker })];
    }

    // "no concurrent glycosides, nitrates or antiarrhythmics"
    private static Chunk WithCurrent(Chunk first, Chunk next) => first.Modifiers is ["current" or "concurrent"] && KindOf(first.Kind) is false && KindOf(next.Kind) is false && next.Modifiers.Count == 0 ? next with { Modifiers = first.Modifiers } : next;

    // "uncontrolled hypertension or arrhythmia", "infection or fracture of the knee": words that may be meant for both
    private bool SharesWords(Chunk before, Chunk next)
    {
        // "aspirin or NSAID-induced asthma"
        if (before.Modifiers.Count == 0 && (next.Modifiers.Exists(modifier => modifier.Contains('-', StringComparison.Ordinal)) || HoldsTrait(next.Start, next.HeadEnd - 1)))
            return true;
        if (before.IsNarrowed && !next.IsNarrowed && before.Modifiers is not ["current" or "concurrent"] && !(next.HeadEnd - next.Start > 1 && next.Marker >= 0))
            return true;
        if (next.Marker < 0 || before.Marker >= 0)
            return false;
        if (Relational.ContainsSingular(at[before.HeadEnd - 1].Spelling))
            return true;
        var belongs = IsRelational(next) || (KindOf(before.Kind) != KindOf(next.Kind) && at.Upper(next.Marker) is "FOR" or "TO");
        return !belongs || (next.Kind is HeadKind.ConditionOf or HeadKind.TherapyOf && at.Upper(next.Marker) is "OF" or "IN" or "ON" or "AT");
    }

    // A head that says nothing without its complement
    private bool IsRelational(Chunk chunk) => (chunk.Kind is HeadKind.ConditionOf or HeadKind.TherapyOf && chunk.Modifiers.Count == 0 && !NamesOne(chunk.Start, chunk.HeadEnd - 1)) || Relational.ContainsSingular(at[chunk.HeadEnd - 1].Spelling);

    // What means nothing without what follows it
    private static readonly WordSet Relational = WordSet.Of("hospitalization", "hospitalisation", "admission", "inability", "impossibility", "incapacity", "response", "treatment", "therapy", "need", "indication", "contraindication", "risk", "intolerance", "exposure", "allergy", "hypersensitivity", "resistance");

    // "involving the portal vein or the vena cava": the name before, with another object
    private List<CriterionNode>? AsObject(Chunk before, Chunk next, int link)
    {
        // "requiring antibiotics, surgery, or dialysis": remedies may be meant by themselves.
        // "requiring parenteral antibiotic or antiviral therapy": one noun for both
        if (HeadNouns.Of(at[next.HeadEnd - 1].Spelling) is HeadKind.TherapyOf or HeadKind.ConditionOf && HeadNouns.Of(at[before.End - 1].Spelling) is not (HeadKind.TherapyOf or HeadKind.ConditionOf) && at.Letters(before.End - 1)[^1] is not ('s' or 'S'))
            return null;
        if (before.ObjectKind is not null && (at.SignAt(link) == ',' || at.Sign == ',' || at.Is(WordKind.Or)))
            return null;
        if (KindOf(next.Kind) != before.ObjectKind || before.LastKind != before.ObjectKind || (before.ObjectKind is not null && (before.Nested || before.ObjectKind == KindOf(before.Kind))) || next.Others.Count > 0 || next.IsNarrowed || next.Modifiers.Count > 0 || (next.Marker >= 0 && at.Upper(next.Marker) is not "OF") || before.MarkerEnd < 0)
            return null;
        return NamesOf(before with { End = before.MarkerEnd }, $" {Own(next.Start, next.End)}");
    }

    private static readonly WordSet SharedTraits = WordSet.Of("associated", "related", "induced", "containing", "based", "positive", "negative", "like", "derived", "resistant", "dependent", "mediated", "type");

    // "HTLV-1 associated"
    private bool HoldsTrait(int start, int end)
    {
        for (var i = start + 1; i < end; i++)
        {
            if (at[i].Kind == TokenKind.Word && SharedTraits.Contains(at[i].Spelling))
                return true;
        }

        return false;
    }
}
