using Equipoise.Eligibility.Criteria;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>A disease that limits narrow by definition: "plaque psoriasis, defined as PASI ≥ 12, IGA ≥ 3 and BSA ≥ 10 %". Both are asked; where the limits say all that the
/// name says ("neutropenia"), they stand for it (see <see cref="Defined"/>).</summary>
internal sealed partial class EntryParser
{
    // defined-disease := name ["," | "("] ["as"] "defined" ("as" | "by") limits [")"], at the end of its sentence
    private AllOf? DefinedDisease(CriterionNode node)
    {
        if (node is not Condition { Exists: true, Within: null } || negations > 0 || guards > 0 || washouts > 0 || depth >= DeepestNesting)
            return null;
        var (start, unread, remembered) = (at.Position, residue.Count, lastSubjects);
        var open = !at.TakeSign(',') && at.TakeSign('(');
        if (at.WordIs("as"))
            at.Position++;
        if (at.WordIs("defined") && at.Upper(at.Position + 1) is "AS" or "BY" && Rewind(at.Position + 2))
        {
            while (at.Upper(at.Position) is "A" or "AN" or "THE" or "HAVING")
                at.Position++;
            var limited = at.Position;
            var limits = at.Is(Lexing.WordKind.Judgment) ? null : Sequence();
            SkipPunctuationInside(open);
            if (limits is not null && residue.Count == unread && Leaves(limits).All(leaf => leaf is Measurement) && (!open || at.TakeSign(')')) && at.AtEndOfSentence && (polarity == Polarity.Inclusion || !HasComma(limited)))
                return new AllOf([node, .. limits is AllOf all ? all.Of : [limits]]);
        }

        lastSubjects = remembered;
        Back(start, unread);
        return null;
    }

    private void SkipPunctuationInside(bool open)
    {
        while (!open ? SkipVisits() : at.Sign != ')' && SkipVisits())
        {
        }
    }
}
