using Equipoise.Eligibility.Criteria;

namespace Equipoise.Eligibility.Reading;

/// <summary>Who can answer a tree: the least computable of its leaves decides.</summary>
public static class Class
{
    /// <summary>The class of a tree that was understood whole; administrative for none.</summary>
    public static Evaluability Of(CriterionNode? tree) => tree is null
        ? Evaluability.Administrative
        : Leaves(tree).Aggregate(Evaluability.Computable, (worst, leaf) => Worse(worst, OfLeaf(leaf)));

    private static IEnumerable<CriterionNode> Leaves(CriterionNode node) => node.Parts.Count == 0 ? [node] : node.Parts.SelectMany(Leaves);

    private static Evaluability OfLeaf(CriterionNode leaf) => leaf switch
    {
        LifeExpectancy or Circumstance { Kind: CircumstanceKind.Judgment or CircumstanceKind.Other } => Evaluability.Judgment,
        Circumstance { Kind: CircumstanceKind.Consent } or Circumstance { Concept: "contraception" or "planning pregnancy" } => Evaluability.Attested,
        _ => Evaluability.Computable,
    };

    private static Evaluability Worse(Evaluability left, Evaluability right) => (left, right) switch
    {
        (Evaluability.Judgment, _) or (_, Evaluability.Judgment) => Evaluability.Judgment,
        (Evaluability.Attested, _) or (_, Evaluability.Attested) => Evaluability.Attested,
        _ => Evaluability.Computable,
    };
}
