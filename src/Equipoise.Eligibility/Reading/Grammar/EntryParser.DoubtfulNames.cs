using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Names that cannot be whole, and words that may be said of more than the name beside them: the entry stays with a person.</summary>
internal sealed partial class EntryParser
{
    // What is part of somebody, and what says nothing of itself.
    private static readonly WordSet PlacesOfOne = WordSet.Of("eye", "eyes", "site", "sites", "area", "areas", "rest", "exertion");
    private static readonly HashSet<string> NoNameAlone = new(StringComparer.OrdinalIgnoreCase)
    {
        "intervention", "disorder", "disease", "problem", "abnormality", "event", "procedure", "symptom", "condition", "treatment", "therapy", "complication", "diathesis", "morbidity", "finding", "defect",
        "dysfunction", "impairment", "failure", "deficiency", "medication", "drug", "indeterminate", "otherwise", "however", "also", "furthermore", "additionally", "therefore", "premorbid",
    };

    // What a list says of any part of the body: where it is may be said at its end.
    private static readonly HashSet<string> FoundAnywhere = new(StringComparer.OrdinalIgnoreCase)
    {
        "infection", "injury", "traumatic injury", "trauma", "inflammation", "infiltration", "lesion", "wound", "scar", "surgery", "laser treatment", "pain", "bleeding", "tumor", "mass", "fracture", "ulcer", "swelling", "edema", "neurological deficit", "neuropathy", "peripheral neuropathy",
    };

    private static readonly string[] Allergies = ["allergy to ", "hypersensitivity to ", "contraindication to ", "intolerance to ", "sensitivity to "];
    private const int MostTimes = 10;

    private void DoubtNames(CriterionNode tree)
    {
        if (at.Count == 0)
            return;
        DoubtWholeEntry(tree);
        if (!Leaves(tree).Any(leaf => leaf is Condition or Therapy))
            return;
        if (Leaves(tree).Any(leaf => IsNoName(NameOf(leaf)) || leaf is Therapy { Count: > MostTimes }) || IsOfBothPlaces(tree) || IsAllergyToAll(tree) || DeniesAndAsks(tree))
            residue.Add(0);
        for (var i = 1; i < at.Count; i++)
        {
            if (at[i].Kind == TokenKind.Word && PlacesOfOne.Contains(at[i].Spelling) && !Names(tree, at.Upper(i)) && at.Upper(i - 1) is not "AND" and not "OR")
                residue.Add(i);
            // "grade 3 neuropathy, or grade 2 with pain": pain is no disease of that grade.
            if (at.Upper(i) is "WITH" && at[i - 1].Kind == TokenKind.Number && i > 1 && at.Upper(i - 2) is "GRADE")
                residue.Add(i);
        }
    }

    private static string? NameOf(CriterionNode leaf) => leaf switch { Condition { Concept: var name } => name, Therapy { Concept: var name } => name, _ => null };

    // "E. coli" cut in two, "acute or extensive chronic GVHD", "any size primary tumor", "hepatic disease/inflammation"
    private static bool IsNoName(string? name) => name is not null && (name.Length < 2 || name.StartsWith("size ", StringComparison.Ordinal) || name.Contains("acute chronic ", StringComparison.Ordinal) || NoNameAlone.Contains(name) || AreTwoTumors(name) || IsExpandedInside(name) || Array.Exists(Allergies, allergy => name.Length == allergy.Length + 1 && name.StartsWith(allergy, StringComparison.OrdinalIgnoreCase)));

    // "ependymoma neuroepithelioma": two of a list, whose comma is gone
    private static bool AreTwoTumors(string name) => name.IndexOf("oma ", StringComparison.Ordinal) is > 2 and var end && name.EndsWith("oma", StringComparison.Ordinal) && name.IndexOf(' ', end + 4) < 0;

    // "scars or inflammation at the block site": both there
    private static bool IsOfBothPlaces(CriterionNode tree) => tree is AnyOf { Of: { Count: > 1 } parts } && NameOf(parts[^1]) is { } last && IsPlaced(last) && parts.SkipLast(1).Any(part => NameOf(part) is { } name && FoundAnywhere.Contains(name));

    private static bool IsPlaced(string name) => name.Contains(" at the ", StringComparison.Ordinal) || name.Contains(" in the ", StringComparison.Ordinal) || name.Contains(" of the ", StringComparison.Ordinal) || name.Contains(" on the ", StringComparison.Ordinal);

    // "allergic to nitroglycerin or other nitrates": no treatment excludes here
    private bool IsAllergyToAll(CriterionNode tree) =>
        tree is AnyOf { Of: { Count: > 1 } parts } && parts[^1] is Therapy { Concept: var given } && Enumerable.Range(1, at.Count - 1).Any(i => at.Upper(i) is "OTHER" && at.Upper(i - 1) is "OR") && parts.SkipLast(1).All(part => part is Condition { Concept: var name } && Array.Exists(Allergies, allergy => name.StartsWith(allergy, StringComparison.OrdinalIgnoreCase))) && !given.Contains(' ', StringComparison.Ordinal);

    // "not receiving bisphosphonates who have metastases": the second is not denied; "measurable and non-measurable disease": nobody has both
    private bool DeniesAndAsks(CriterionNode tree) =>
        (tree is Not { Of: AllOf } && Enumerable.Range(1, at.Count - 1).Any(i => at.Upper(i) is "WHO" && at.Upper(i + 1) is "HAVE" or "HAS" or "HAD")) ||
        (tree is AllOf { Of: { Count: > 1 } all } && NameOf(all[0]) is { } first && all.Skip(1).Any(part => string.Equals(NameOf(part), $"non-{first}", StringComparison.OrdinalIgnoreCase)));
}
