using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>A disease with what its cells show between its name and what narrows it: "relapsed or refractory CD19-positive leukemia".</summary>
internal sealed partial class EntryParser
{
    // "locally advanced or metastatic HER2-positive gastric cancer": the marker is the tumor's, and what stands before it narrows the disease.
    private CriterionNode? MarkedDisease(List<string> modifiers)
    {
        var (start, unread) = (at.Position, residue.Count);
        if (modifiers.Count > 0)
            _ = at.TakeSign(',');
        if (modifiers.Count == 0 || !(at.Is(WordKind.Gene) || (at.Position == start && at.Is(WordKind.Condition))) || depth >= DeepestNesting - 1)
        {
            at.Position = start;
            return null;
        }

        depth++;
        var markers = new List<CriterionNode>();
        while (TakeMarker() is { } marker)
        {
            markers.Add(marker);
            _ = at.TakeSign(',') || at.TakeSign('/') || at.Take(WordKind.And) is not null;
        }

        depth--;
        var disease = markers.Count == 0 || residue.Count > unread ? null : SharedNoun(modifiers) ?? (TakeConcept(modifiers, out var isCondition) is { } concept && isCondition ? Existing(concept, modifiers, [], isCondition: true) : null);
        if (disease is not null && Leaves(disease).All(leaf => leaf is Condition condition && !IsBiomarker(condition)))
            return new AllOf([.. markers, disease]);
        Back(start, unread);
        return null;
    }

    private CriterionNode? TakeMarker()
    {
        var (start, unread) = (at.Position, residue.Count);
        var marker = at.Is(WordKind.Gene) ? BiomarkerTerm() : null;
        if (marker is null && Rewind(start) && at.TakeWhole(WordKind.Condition) is { } state)
            marker = new Condition(state);
        if (marker is not null && IsBiomarker(marker) && residue.Count == unread)
            return marker;
        Back(start, unread);
        return null;
    }

    // "XYZ1 fusion", "XYZ1-mutated": a gene that no table holds, known by its capitals and by what is said of it
    private string? GeneOfNoTable()
    {
        var start = at.Position;
        if (!IsTargetName(start) || !at.IsUnknownAt(start) || at.Letters(start).Length < 3)
            return null;
        at.Position++;
        if (at.Sign == '-' && at[at.Position].Glued)
            at.Position++;
        if (at.TakeWhole(WordKind.Alteration) is { } alteration and ("mutation" or "rearrangement" or "amplification" or "alteration" or "overexpression" or "wild-type" or "deletion"))
            return $"{at.Word(start)} {alteration}";
        at.Position = start;
        return null;
    }
}
