using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Facts.Forms;

/// <summary>The facts that criteria ask for, as fields of a form that <see cref="FormReader"/> reads.</summary>
/// <param name="Measurements">Variables with their usual unit.</param>
/// <param name="Scales">Performance scales.</param>
/// <param name="Conditions">Conditions, without what narrows them.</param>
/// <param name="Therapies">Treatments.</param>
/// <param name="Statements">What a person must say: the sort of fact and its words.</param>
public sealed record FormFields(
    IReadOnlyList<Variable> Measurements,
    IReadOnlyList<string> Scales,
    IReadOnlyList<string> Conditions,
    IReadOnlyList<string> Therapies,
    IReadOnlyList<(string Fact, string Name)> Statements)
{
    /// <summary>What these criteria ask for, each once, in their order.</summary>
    public static FormFields Of(IEnumerable<Criterion> criteria)
    {
        var leaves = criteria.Where(criterion => criterion.Tree is not null).SelectMany(criterion => Leaves(criterion.Tree!)).ToList();
        var variables = leaves.OfType<Measurement>().SelectMany(leaf => Sources(leaf.Variable)).Distinct(StringComparer.Ordinal).Select(Variables.Find).OfType<Variable>();
        return new FormFields(
            [.. variables],
            [.. leaves.OfType<PerformanceStatus>().Select(leaf => leaf.Scale).Distinct(StringComparer.Ordinal)],
            [.. leaves.OfType<Condition>().Select(leaf => Bare(leaf.Concept, Concepts.Conditions)).OfType<string>().Distinct(StringComparer.Ordinal)],
            [.. leaves.OfType<Therapy>().Select(leaf => Bare(leaf.Concept, Concepts.Therapies)).OfType<string>().Distinct(StringComparer.Ordinal)],
            [.. leaves.OfType<Circumstance>().Where(leaf => leaf.Kind != CircumstanceKind.Sex).Select(leaf => (NameOf(leaf.Kind), leaf.Concept)).Distinct()]);
    }

    // What a value may be derived from can be filled in as well.
    private static IEnumerable<string> Sources(string variable) => [variable, .. Evaluation.DerivedValue.Sources(variable)];

    private static string? Bare(string name, Concepts concepts)
    {
        for (var rest = Evaluation.QualifiedConcept.Purpose(name, concepts).Name; ; rest = rest[(rest.IndexOf(' ', StringComparison.Ordinal) + 1)..])
        {
            if (concepts.Find(rest) is not null)
                return rest;
            if (!rest.Contains(' ', StringComparison.Ordinal))
                return null;
        }
    }

    private static string NameOf(CircumstanceKind kind) => kind switch { CircumstanceKind.Pregnancy => "pregnancy", CircumstanceKind.Consent => "consent", CircumstanceKind.Judgment => "judgment", _ => "other" };

    private static IEnumerable<CriterionNode> Leaves(CriterionNode node) => node.Parts.Count == 0 ? [node] : node.Parts.SelectMany(Leaves);
}
