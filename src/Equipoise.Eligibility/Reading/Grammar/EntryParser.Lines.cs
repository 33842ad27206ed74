using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>A disease and what it has been through or shows, told in one breath: "lymphoma after at least 2 lines of therapy", "HR-positive/HER2-negative".</summary>
internal sealed partial class EntryParser
{
    private const string PriorLines = "priorLines";

    // A link, or what stands for one before a count of lines
    private Link? TakeLinkOrLines(out bool counted)
    {
        counted = TakeAfterLines();
        return counted ? Link.With : TakeLink();
    }

    // "lymphoma after at least 2 lines of therapy": both
    private bool TakeAfterLines()
    {
        var start = at.Position;
        if (at.Upper(start) is not ("AFTER" or "FOLLOWING"))
            return false;
        at.Position++;
        if (at.Is(WordKind.Operator) || at.Is(WordKind.Number) || at.NumberHere is not null)
            return true;
        at.Position = start;
        return false;
    }

    // "at least 3 prior lines, including a proteasome inhibitor and an anti-CD38 antibody": what was among them was given too.
    private CriterionNode? Including(CriterionNode node)
    {
        if (negations > 0 || !Leaves(node).All(leaf => leaf is Measurement { Variable: PriorLines }))
            return null;
        var (start, unread) = (at.Position, residue.Count);
        _ = at.TakeSign(',');
        while (at.Upper(at.Position) is "WHICH" or "THAT" or "MUST" or "HAVE" or "SHOULD")
            at.Position++;
        if (at.Upper(at.Position) is "INCLUDING" or "INCLUDE" or "INCLUDED" && at.Upper(at.Position + 1) is not "BUT")
        {
            at.Position++;
            while (at.Upper(at.Position) is "BOTH" or "AT" or "LEAST" or "ONE" or "A" or "AN" || at.NumberHere is 1)
                at.Position++;
            if (Sequence() is { } given && residue.Count == unread && Leaves(given).All(leaf => leaf is Therapy { Exists: true, Comparison: null }) && (at.AtEnd || at.Sign is '.' or ';' or ')'))
                return Joined([node, given]);
        }

        Back(start, unread);
        return null;
    }

    // "PD-L1 expression ≥ 1% on tumor cells": the share of those
    private Measurement? OnCells(CriterionNode node) =>
        node is Measurement { Variable: "pdl1" } share && at.Upper(at.Position) is "ON" or "IN" or "OF" && at.Upper(at.Position + 1) is "TUMOR" or "TUMOUR" && at.Upper(at.Position + 2) is "CELLS" && Rewind(at.Position + 3)
            ? share with { Variable = "pdl1.tps" }
            : null;

    // "transplantation, or prior radiotherapy within 12 weeks": said anew, and the time is its own.
    private bool SaysPriorAnew(int link) => at.SignAt(link) == ',' && at.Upper(link + 1) is "OR" && at.Upper(at.Position) is "PRIOR" or "PREVIOUS" && at.Upper(0) is "PRIOR" or "PREVIOUS";

    // What a gene or a chromosome shows
    private static bool IsMarker(CriterionNode node) =>
        Leaves(node).All(leaf => IsBiomarker(leaf) || (leaf is Condition { Concept: var name } && (Array.Exists(Changes, change => name.StartsWith(change, StringComparison.OrdinalIgnoreCase)))));

    private static readonly string[] Changes = ["t(", "inv(", "del(", "add(", "der(", "deletion ", "monosomy ", "trisomy "];

    // "leukemia with an NPM1 mutation or a KMT2A rearrangement": markers are no alternative to a disease, so all of them narrow it.
    private static bool IsMarkedByAll(List<CriterionNode> nodes, List<Link> links) =>
        links.Count > 1 && links[0] is Link.With && Leaves(nodes[0]).All(leaf => leaf is Condition) && !IsMarker(nodes[0]) && nodes.Skip(1).All(IsMarker) && links.Skip(1).All(link => link is Link.Or or Link.And or Link.Comma);

    // "lymphoma or Ph-positive leukemia": the marker is that of the last alone.
    private static bool EndsMarked(List<CriterionNode> nodes, List<Link> links) =>
        links[^1] is Link.Beside && links.Count(link => link is not (Link.Or or Link.Comma)) == 1 && IsMarker(nodes[^2]) && !IsMarker(nodes[^1]) && nodes[..^2].TrueForAll(node => node is Condition && !IsMarker(node));

    // "HR-positive/HER2-negative": a stroke between a state and the lack of another joins them.
    private bool AreBothOf(int link, CriterionNode before, CriterionNode next) =>
        at.SignAt(link) == '/' && before is Condition && next is Condition && (Negated(before) || Negated(next)) && IsBiomarker(before) && IsBiomarker(next);
}
