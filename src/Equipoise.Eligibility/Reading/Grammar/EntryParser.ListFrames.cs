using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What stands before one of a list and says only that somebody has it, had it or was given it: "or patients with", "received or receiving", "symptoms
/// or signs of".</summary>
internal sealed partial class EntryParser
{
    private static readonly WordSet FrameVerbs = WordSet.Of("received", "receiving", "receive", "receives", "taken", "taking", "take", "takes", "used", "using", "diagnosed", "treated", "prescribed", "undergone", "undergoing", "underwent", "experienced", "experiencing", "had", "having", "given", "suffering", "suffered", "administered");

    private static readonly WordSet FrameAuxiliaries = WordSet.Of("has", "have", "had", "been", "being", "is", "are", "was", "were", "be", "currently", "previously", "recently", "ever", "already", "presently", "still", "actively", "either");

    // frame := auxiliary* verb [("with" | "for" | "from")] (link auxiliary* verb ["with" | "for" | "from"])+
    private bool SkipVerbFrame()
    {
        var start = at.Position;
        if (start >= at.Count || !(FrameVerbs.Contains(at[start].Spelling) || FrameAuxiliaries.Contains(at[start].Spelling)))
            return false;
        var (verbs, linked, end) = (0, false, -1);
        for (; at.Position < at.Count && at.Position - start < LongestFrame && at[at.Position].Kind == TokenKind.Word; at.Position++)
        {
            if (at.Upper(at.Position) is "OR" or "AND" or "/" && end == at.Position)
                linked = true;
            else if (FrameVerbs.Contains(at[at.Position].Spelling) && at.Upper(at.Position) is not ("HAD" or "HAVING") | !FrameVerbs.Contains(at[Math.Min(at.Position + 1, at.Count - 1)].Spelling))
                (verbs, end) = (verbs + 1, at.Position + 1);
            else if (end == at.Position && at.Upper(at.Position) is "WITH" or "FOR" or "FROM")
                end++;
            else if (!FrameAuxiliaries.Contains(at[at.Position].Spelling))
                break;
        }

        at.Position = start;
        // "diagnosed or treated for gout": of what is a treatment, "for" says more.
        if (verbs < 2 || !linked || end >= at.Count || at.SignAt(end) != ' ' || !(at.Upper(end - 1) is not "FOR" || at.Upper(end - 2) is "TREATED"))
            return false;
        saidCurrent = false;
        saidGiven = at.Upper(end - 1) is "RECEIVED" or "RECEIVING" or "TAKEN" or "TAKING";
        return Rewind(end);
    }

    // "gout or patients with psoriasis": people again, as before the first of the list
    private bool SkipPeopleAgain(Link link, CriterionNode before)
    {
        var start = at.Position;
        if (at.Upper(start) is not ("PATIENTS" or "SUBJECTS" or "PARTICIPANTS" or "INDIVIDUALS" or "THOSE" or "PERSONS" or "PEOPLE" or "WHO" or "PATIENT" or "SUBJECT") || link is not (Link.Or or Link.Comma) || guards > 0 || !(IsExistence(before) || before is Circumstance) || at.Holds(WordKind.Variable))
            return false;
        if (at.Upper(at.Position) is not "WHO")
            at.Position++;
        if (at.WordIs("with"))
            return Rewind(at.Position + 1);
        if (at.WordIs("who") && at.Upper(at.Position + 1) is "HAVE" or "HAS" or "HAD" or "ARE" or "WERE")
            return Rewind(at.Position + 2);
        return Rewind(start) && false;
    }

    private static readonly WordSet CoordinatedHeads = WordSet.Of("symptom", "sign", "allergy", "allergies", "hypersensitivity", "intolerance", "sensitivity", "contraindication", "reaction", "anaphylaxis", "resistance", "refractoriness", "complication", "risk", "manifestation", "susceptibility");

    // finding := head ("or" | "/") head preposition object: "symptoms or signs of heart failure", "intolerance/allergy to aspirin"
    private CriterionNode? CoordinatedFindings(List<string> modifiers) =>
        at.Position + 4 >= at.Count || !CoordinatedHeads.ContainsSingular(at[at.Position].Spelling) || modifiers.Count > 1 ? null : FindingsHere(modifiers);

    private CriterionNode? FindingsHere(List<string> modifiers)
    {
        var start = at.Position;
        at.Position++;
        if (at.Upper(at.Position) is "TO" or "OF" || !(at.Sign == '/' || at.Is(WordKind.Or)) || !TakeListLink())
            return Left(start);
        var second = at.Position;
        while (at.Position < at.Count && at.Position - second < 2 && !CoordinatedHeads.ContainsSingular(at[at.Position].Spelling) && IsFreeWord(at.Position))
            at.Position++;
        if (at.Position + 1 >= at.Count || !CoordinatedHeads.ContainsSingular(at[at.Position].Spelling) || at.Upper(at.Position + 1) is not ("TO" or "OF" or "FOR" or "WITH"))
            return Left(start);
        // "allergy or hypersensitivity to", "allergy or intolerance to" have rules of their own.
        if (at.Upper(start) is "ALLERGY" or "ALLERGIES" or "HYPERSENSITIVITY" && at.Upper(at.Position) is not ("REACTION" or "REACTIONS" or "RISK"))
            return Left(start);
        var same = at.Upper(start) is "ALLERGY" or "ALLERGIES" or "HYPERSENSITIVITY" && at.Upper(second) is "ALLERGIC" or "HYPERSENSITIVITY" or "HYPERSENSITIVE";
        var (firstHead, secondHead, preposition) = same ? ("allergy", "allergy", "to") : (Head(start, start + 1), Head(second, at.Position + 1), at.Word(at.Position + 1).ToLowerInvariant());
        at.Position += 2;
        if (at.Upper(at.Position) is "ANY")
            at.Position += at.Upper(at.Position + 1) is "OF" ? 2 : 1;
        SkipArticle();
        var names = TakeObjects();
        if (names.Count == 0 || !(at.AtEnd || at.Sign is '.' or ';' or '(' or ')' || at.Is(WordKind.Within)))
            return Left(start);
        var modifier = modifiers is [var only] ? only + " " : "";
        return WithTime(new AnyOf([.. new[] { firstHead, secondHead }.SelectMany(head => names.Select(name => new Condition($"{modifier}{head} {preposition} {name}"))).Distinct()]));
    }

    private CriterionNode? Left(int start)
    {
        at.Position = start;
        return null;
    }

    private string Head(int from, int to) => Small(at.Text(from, to)) is var head && head is "symptom" or "sign" ? head + "s" : head is "symptoms" or "signs" ? head : head is "allergies" ? "allergy" : Singular(head);

    // "cisplatin, carboplatin or paclitaxel": the first may be anything, those behind it are agents
    private List<string> TakeObjects()
    {
        var names = new List<string>();
        for (var end = at.Position; ; end = at.Position)
        {
            if ((names.Count > 0 && !TakeListLink()) || TakeObject(out var agent) is not { } thing || (names.Count > 0 && !agent))
            {
                at.Position = end;
                break;
            }

            names.Add(thing);
        }

        return names;
    }
}
