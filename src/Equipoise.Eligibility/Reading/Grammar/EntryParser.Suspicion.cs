using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What is only suspected: "active, known or suspected sarcoidosis", "presence or suspicion of sepsis", "suspected tuberculosis".</summary>
/// <remarks>Whoever is only suspected of a disease has no record of it. So a suspected disease is a name of its own, and "known or suspected" are
/// two of them.</remarks>
internal sealed partial class EntryParser
{
    private const string SuspectedWord = "suspected ";
    private const int LongestSuspicion = 12;

    private static readonly WordSet Certainties = WordSet.Of(
        "known", "confirmed", "documented", "proven", "established", "verified", "diagnosed", "definite", "definitive", "active", "current", "existing", "ongoing", "presence", "evidence", "diagnosis", "history", "prior", "previous", "have", "having");

    private static readonly WordSet SilentInSuspicion = WordSet.Of("a", "an", "any", "the", "of", "or", "and", "clinical", "clinically", "are", "is", "been", "be");

    private Suspicion suspicion;
    private bool? holdsSuspicion;

    private enum Suspicion
    {
        None,
        Only,
        OrKnown,
        OrActive,
    }

    // existence := [suspicion] named-existence ["(" suspicion ")"]
    private CriterionNode? Existence()
    {
        suspicion = Suspicion.None;
        if (FamilyTerm() is { } inherited)
            return inherited;
        var node = NamedExistence();
        if (node is null || !HoldsSuspicion)
            return node;
        if (suspicion is Suspicion.None)
            TakeSuspicionBehind();
        return suspicion is Suspicion.None ? node : WithSuspicion(node);
    }

    private CriterionNode? WithSuspicion(CriterionNode node)
    {
        // What was given is not suspected.
        if (!Leaves(node).All(leaf => leaf is Condition { Exists: true }))
            return null;
        var suspected = Rewrite(node, leaf => leaf is Condition condition ? condition with { Concept = SuspectedWord + condition.Concept } : leaf);
        if (suspicion is Suspicion.Only)
            return suspected;
        var known = suspicion is Suspicion.OrActive ? Rewrite(node, leaf => leaf is Condition condition ? condition with { Concept = "active " + condition.Concept } : leaf) : node;
        return new AnyOf([.. known is AnyOf any ? any.Of : [known], .. suspected is AnyOf others ? others.Of : [suspected]]);
    }

    private bool HoldsSuspicion
    {
        get
        {
            for (var i = 0; holdsSuspicion is null && i < at.Count; i++)
            {
                if (at.Upper(i) is "SUSPECTED" or "SUSPICION")
                    holdsSuspicion = true;
            }

            return holdsSuspicion ??= false;
        }
    }

    // suspicion := (certainty (link certainty)* link)? ("suspected" ["of having" | "to have"] | "suspicion" "of") (link certainty)*
    private bool SkipSuspicion()
    {
        if (!HoldsSuspicion || suspicion is not Suspicion.None)
            return false;
        var start = at.Position;
        var (certain, active, linked, suspected) = (0, 0, false, false);
        var end = -1;
        for (var i = start; i < at.Count && i - start < LongestSuspicion; i++)
        {
            if (at.Upper(i) is "SUSPECTED" or "SUSPICION")
            {
                (suspected, end) = (true, i + 1);
                if ((at.Upper(i) is "SUSPICION" && at.Upper(i + 1) is not ("OF" or "FOR")) || at.Upper(i + 2) is "BEING")
                    return false;
                end += (at.Upper(i + 1), at.Upper(i + 2)) switch { ("OF", "HAVING") or ("TO", "HAVE" or "BE") => 2, ("OF" or "FOR", _) => 1, _ => 0 };
                i = end - 1;
            }
            else if (Certainties.Contains(at[i].Spelling))
            {
                // "suspected active tuberculosis": a word of the name
                if (suspected && end == i)
                    break;
                certain++;
                active += at.Upper(i) is "ACTIVE" ? 1 : 0;
                end = i + 1;
            }
            else if (at.Upper(i) is "OR" or "AND" || at.SignAt(i) is '/' or ',')
                linked |= at.SignAt(i) != ',';
            else if (at.Upper(i) is "OF" && end == i)
                end = i + 1;
            else if (at[i].Kind != TokenKind.Word || !SilentInSuspicion.Contains(at[i].Spelling))
                break;
        }

        // "known lymphoma or suspected sepsis": the first is no part of it.
        if (!suspected || (certain > 0 && !linked))
            return false;
        certain += linked && certain == 0 ? 1 : 0;
        suspicion = certain == 0 ? Suspicion.Only : certain == active ? Suspicion.OrActive : Suspicion.OrKnown;
        saidHad = at.Upper(end - 1) is "OF";
        return Rewind(end);
    }

    // "psoriatic arthritis (proven or suspected)"
    private void TakeSuspicionBehind()
    {
        var start = at.Position;
        if (at.TakeSign('(') && SkipSuspicion() && at.TakeSign(')'))
            return;
        suspicion = Suspicion.None;
        at.Position = start;
    }

    // "known or suspected melanoma or lymphoma": a frame stands before all that it is followed by, up to the next frame.
    private CriterionNode SharesSuspicion(Link link, CriterionNode before, CriterionNode next, int begins)
    {
        if (!HoldsSuspicion || link is not (Link.Or or Link.And or Link.Comma) || next is not Condition { Exists: true } bare || bare.Concept.StartsWith(SuspectedWord, StringComparison.Ordinal) || BeginsFrame(begins))
            return next;
        return before switch
        {
            Condition { Concept: var only } when only.StartsWith(SuspectedWord, StringComparison.Ordinal) => bare with { Concept = SuspectedWord + bare.Concept },
            AnyOf { Of: [Condition { Concept: var first }, .., Condition { Concept: var last }] } when last.StartsWith(SuspectedWord, StringComparison.Ordinal) && !first.StartsWith(SuspectedWord, StringComparison.Ordinal) =>
                new AnyOf([bare, bare with { Concept = SuspectedWord + bare.Concept }]),
            _ => next,
        };
    }

    // What stands between a link and a name, where something does: "a history of …", "patients with …"
    private bool BeginsFrame(int begins)
    {
        var here = at.Position;
        at.Position = begins;
        var frame = at.Upper(begins) is "A" or "AN" or "ANY" || at.Is(WordKind.History) || at.Is(WordKind.Known) || at.Is(WordKind.Person) || at.Is(WordKind.Modifier) || at.Is(WordKind.Filler);
        at.Position = here;
        return frame;
    }
}
