using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>A name with a limit in brackets that narrows it: "poorly controlled diabetes (HbA1c > 9 %)".</summary>
internal sealed partial class EntryParser
{
    // narrowed := condition "(" limits ")", where the name is not known by that measurement alone: both are asked
    private AllOf? Narrowed(CriterionNode node)
    {
        if (at.Sign != '(' || negations > 0 || depth + 1 >= DeepestNesting || node is not Condition { Exists: true, Within: null, Concept: var concept } || MeasuredBy.ContainsKey(concept[(concept.LastIndexOf(' ') + 1)..]) || concept.EndsWith("test", StringComparison.Ordinal))
            return null;
        depth++;
        var (start, unread, remembered) = (at.Position, residue.Count, lastSubjects);
        at.Position++;
        var limits = Sequence();
        depth--;
        // Between limits that a comma parts, an "and" may be meant as well as an "or".
        if (limits is not null && residue.Count == unread && Leaves(limits).All(leaf => leaf is Measurement { Within: null }) && !HasComma(start) && !(limits is AnyOf && IsLinkedBefore(start)) && at.TakeSign(')'))
            return new AllOf([node, limits]);
        lastSubjects = remembered;
        Back(start, unread);
        return null;
    }

    private const int LinkedBefore = 6;

    // "leukopenia or leukocytosis (WBC ≤ 3 or ≥ 20)": the limits are those of both.
    private bool IsLinkedBefore(int open)
    {
        for (var i = open - 1; i >= 0 && i >= open - LinkedBefore && at[i].Kind == TokenKind.Word; i--)
        {
            if (at.Upper(i) is "OR" or "AND")
                return true;
        }

        return false;
    }
}
