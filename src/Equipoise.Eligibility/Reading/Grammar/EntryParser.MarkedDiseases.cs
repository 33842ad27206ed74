using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>A disease with what its cells show between its name and what narrows it: "relapsed or refractory CD19-positive leukemia".</summary>
internal sealed partial class EntryParser
{
    // marked := marker alteration existence, after modifiers, which narrow the disease
    private CriterionNode? MarkedDisease(List<string> modifiers)
    {
        if (modifiers.Count == 0 || depth >= DeepestNesting - 1 || !at.Is(WordKind.Gene))
            return null;
        var (start, unread) = (at.Position, residue.Count);
        if (TakeMarkers(out _) is [var marker] && TakeAlterations() is [var alteration] && !EndsPhrase())
        {
            depth++;
            var disease = Existence();
            depth--;
            if (disease is Condition { Exists: true } one && residue.Count == unread && !IsBiomarker(one))
                return new AllOf([Marked(marker, alteration), NarrowedBy(modifiers, one)]);
        }

        Back(start, unread);
        return null;
    }

    private static CriterionNode NarrowedBy(List<string> modifiers, Condition disease) =>
        modifiers is [var only] ? disease with { Concept = $"{only} {disease.Concept}" } : new AnyOf([.. modifiers.Select(modifier => disease with { Concept = $"{modifier} {disease.Concept}" })]);

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
