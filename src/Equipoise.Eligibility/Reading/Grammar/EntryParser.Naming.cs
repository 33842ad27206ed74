using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What a name is read with: several names before one noun, a class behind it, words behind it that add nothing.</summary>
internal sealed partial class EntryParser
{
    // "cardiac or renal disease", "gastric or esophageal cancer", "thoracic or neck radiotherapy"
    private CriterionNode? SeveralOfOneNoun(List<string> modifiers, int led) =>
        DiseasesOfOrgans(modifiers) ?? MarkedDisease(modifiers) ?? CellKinds(modifiers) ?? SharedNoun(modifiers) ?? SharedPlace(modifiers, led) ?? SharedHistology(modifiers);

    // "candidates for surgery": who may have it, and nobody had it yet
    private bool IsYetToCome(int led, int named) =>
        (at.Upper(led - 1) is "FOR" && at.Upper(led - 2) is "CANDIDATE" or "CANDIDATES") || at.Upper(named - 1) is "ANTICIPATED" or "PLANNED" or "SCHEDULED" ||
        // "aged up to 65 years at the time of transplantation": when, and not what
        (at.Upper(named - 1) is "OF" && at.Upper(named - 2) is "TIME");

    // "heart failure, NYHA class III", "cirrhosis, Child-Pugh B or C", "a malignancy that is progressing or has required treatment"
    private CriterionNode? ClassedAfter(string concept, List<string> modifiers, int named)
    {
        if (IsHeartFailure(concept) && modifiers.Count < 2 && ClassAfter() is Condition heartClass)
            return WithTime(new Condition($"{(modifiers is [var degree] ? degree + " " : "")}{heartClass.Concept} {concept}"));
        // "for patients with cirrhosis, the Child-Pugh class must be A": the guard has ended.
        if (modifiers.Count > 0 || at.AtEnd || (guards > 0 && at.Sign == ','))
            return null;
        if (Concepts.Conditions.IsA(concept, "other malignancy"))
            return ProgressingOrTreated(Singular(Small(at.Text(named, at.Position))));
        var start = at.Position;
        if (concept is "cirrhosis" or "liver cirrhosis" or "hepatic cirrhosis" && ClassAfter() is { } letters && Leaves(letters).All(leaf => leaf is Condition { Concept: var letter } && letter.StartsWith("Child-Pugh", StringComparison.Ordinal)))
            return WithTime(Rewrite(letters, leaf => leaf is Condition letter ? letter with { Concept = $"{letter.Concept} {concept}" } : leaf));
        at.Position = start;
        return null;
    }
}
