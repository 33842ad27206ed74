using System.Collections.Frozen;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What follows a name and holds only what the name holds anyway: its kinds in brackets, an open list of examples.</summary>
internal sealed partial class EntryParser
{
    private static readonly WordSet Kinds = WordSet.Of("viral", "bacterial", "fungal", "parasitic", "mycobacterial", "protozoal", "acute", "chronic", "arterial", "venous", "local", "systemic", "oral", "intravenous", "iv", "po", "past", "present", "current", "previous", "active", "inactive");

    private static readonly WordSet VagueWords = WordSet.Of("illness", "illnesses", "condition", "conditions", "comorbidity", "comorbidities", "disease", "problem");

    private static readonly FrozenSet<string> AnyOfTheCancer = new[] { "anticancer therapy", "systemic anticancer therapy", "systemic therapy" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly UInt128 NoExample = TokenCursor.Bits(
        WordKind.Not, WordKind.Except, WordKind.Unless, WordKind.Operator, WordKind.Variable, WordKind.Hindrance, WordKind.Judgment, WordKind.Allowed, WordKind.Forbidden, WordKind.Whichever, WordKind.Limit, WordKind.Pregnancy, WordKind.Age);

    // A statement of conditions or treatments, with the glosses behind it passed over.
    private CriterionNode Glossed(CriterionNode node)
    {
        if (at.AtEnd || !IsExistence(node))
            return node;
        if (SkipEmphasis() || !(at.Sign is '(' or ',' || at.WordIs("including")))
            return node;
        while (SkipOpenExamples(Leaves(node).Last() is Condition { Concept: var concept } ? concept : "", isCondition: true) || SkipExamples() || SkipKinds())
        {
        }

        return node;
    }

    // ", especially immunotherapy", "particularly of the hip": what is thought of first, up to the end of the sentence
    private bool SkipEmphasis()
    {
        var start = at.Position;
        _ = at.TakeSign(',');
        if (!(at.Upper(at.Position) is "ESPECIALLY" or "PARTICULARLY" or "NOTABLY" || (at.WordIs("in") && at.Upper(at.Position + 1) is "PARTICULAR")))
            return Rewind(start) && false;
        for (; !at.AtEnd && at.Sign is not ('.' or ';' or ')'); at.Position++)
        {
            if ((at.Kinds & NoExample) != 0 || at.NumberHere is not null || at.Upper(at.Position) is "WITHIN" or "LAST" or "UNTIL" or "IF" or "WHO" or "WHEN")
                return Rewind(start) && false;
        }

        return true;
    }

    // "(viral, bacterial, or fungal)": all there are
    private bool SkipKinds()
    {
        var start = at.Position;
        if (!at.TakeSign('(') || at.AtEnd || !Kinds.Contains(at.Letters(at.Position)))
            return Rewind(start) && false;
        var (kinds, links) = (0, 0);
        for (; !at.AtEnd; at.Position++)
        {
            if (at.Sign is ',' or '/' || at.Upper(at.Position) is "OR" or "AND")
                links++;
            else if (at[at.Position].Kind == TokenKind.Word && Kinds.Contains(at.Letters(at.Position)))
                kinds++;
            else
                break;
        }

        return (kinds > 1 && links > 0 && at.TakeSign(')')) || (Rewind(start) && false);
    }

    // "positive test for hepatitis B indicating acute or chronic infection": what a positive test shows
    private bool SkipIndication(string concept)
    {
        if (!at.WordIs("indicating") || !Viruses.Contains(concept))
            return false;
        var start = at.Position++;
        while (at.Upper(at.Position) is "ACUTE" or "CHRONIC" or "ACTIVE" or "CURRENT" or "OR" or "AND" or "AN" or "A")
            at.Position++;
        return (at.Upper(at.Position) is "INFECTION" or "DISEASE" && Rewind(at.Position + 1)) || (Rewind(start) && false);
    }

    // examples := ["(" | ","] ("including" | "such as") [","] "but not limited to" … up to the end of the sentence or bracket
    private bool SkipOpenExamples(string concept, bool isCondition)
    {
        var start = at.Position;
        var open = at.TakeSign('(');
        if (!open)
            _ = at.TakeSign(',');
        if (!(at.WordIs("including") || (at.WordIs("such") && at.Upper(at.Position + 1) is "AS" && Rewind(at.Position + 1))))
            return Rewind(start) && false;
        at.Position++;
        // Of "uncontrolled illness including …" the examples say more than the name.
        if (!SkipNotLimited() || (isCondition && concept[(concept.LastIndexOf(' ') + 1)..] is var noun && VagueWords.Contains(noun) && concept is not "autoimmune disease" && !concept.EndsWith(" autoimmune disease", StringComparison.Ordinal)))
            return Rewind(start) && false;
        var deep = open ? 1 : 0;
        for (; !at.AtEnd; at.Position++)
        {
            deep += at.Sign switch { '(' => 1, ')' => -1, _ => 0 };
            if (deep == 0 && open)
                return Rewind(at.Position + 1);
            if (deep < 0 || (deep == 0 && at.Sign is '.' or ';'))
                break;
            if (at.Upper(at.Position) is "WITHIN" or "LAST" or "UNTIL" or "IF")
            {
                // Of treatments the window is that of all.
                if (isCondition || deep > 0)
                    return Rewind(start) && false;
                break;
            }

            if ((at.Kinds & NoExample) != 0 || (at.NumberHere is not null && !at[at.Position].Glued && at.Upper(at.Position - 1) is not ("TYPE" or "HIV")))
                return Rewind(start) && false;
        }

        return !open || (Rewind(start) && false);
    }

    // [","] "but" ["is" | "are"] "not limited to" [":" | ","] | "without limitation"
    private bool SkipNotLimited()
    {
        var start = at.Position;
        _ = at.TakeSign(',') || at.TakeSign('(');
        if (at.WordIs("but") && Rewind(at.Position + 1))
        {
            while (at.Upper(at.Position) is "IS" or "ARE")
                at.Position++;
            if (at.WordIs("not") && at.Upper(at.Position + 1) is "LIMITED" or "RESTRICTED" or "EXCLUSIVELY" && at.Upper(at.Position + 2) is "TO" && Rewind(at.Position + 3))
            {
                if (at.SignAt(start) == '(')
                    _ = at.TakeSign(')');
                while (at.Sign is ',' or ':')
                    at.Position++;
                return true;
            }
        }

        return Rewind(start) && false;
    }

    // "anticancer therapy (chemotherapy, immunotherapy, radiotherapy)": its kinds, whatever they are
    private bool SkipKindsOfTherapy(string concept)
    {
        var start = at.Position;
        if (!AnyOfTheCancer.Contains(concept) || !at.TakeSign('(') || !at.Is(WordKind.Therapy))
            return Rewind(start) && false;
        var links = 0;
        for (; !at.AtEnd && at.Sign != ')'; at.Position++)
        {
            links += at.Sign is ',' or '/' || at.Upper(at.Position) is "OR" ? 1 : 0;
            if ((at.Kinds & NoExample) != 0 || at.NumberHere is not null || at.Sign is '(' or '.' or ';' || at.Upper(at.Position) is "WITHIN" or "FOR" or "ALONE" or "ONLY")
                return Rewind(start) && false;
        }

        return (links > 0 && at.TakeSign(')')) || (Rewind(start) && false);
    }
}
