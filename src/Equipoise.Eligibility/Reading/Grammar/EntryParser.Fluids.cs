using Equipoise.Eligibility.Criteria;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Fluid that a tumor makes and what it calls for: "pleural effusion, pericardial effusion, or ascites requiring recurrent drainage".</summary>
internal sealed partial class EntryParser
{
    // What the last of several fluids requires is said of all of them, back to the next frame.
    private static void SpreadNeeds(List<CriterionNode> nodes, List<Link> links, List<(int Start, int End, bool Framed)> starts)
    {
        for (var last = 1; last < nodes.Count; last++)
        {
            if (nodes[last] is not Condition { Exists: true, Concept: var name } || name.IndexOf(" requiring ", StringComparison.Ordinal) is not (> 0 and var need) || !IsFluid(name))
                continue;
            for (var i = last; i > 0 && links[i - 1] is Link.Or or Link.And or Link.Comma && !starts[i - 1].Framed && nodes[i - 1] is Condition { Exists: true, Concept: var before } fluid && IsFluid(before); i--)
                nodes[i - 1] = fluid with { Concept = before + name[need..] };
        }
    }
}
