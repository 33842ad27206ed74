namespace Equipoise.Eligibility.Criteria;

/// <summary>Something else that is so or not: sex, pregnancy, consent, somebody's judgment.</summary>
/// <param name="Kind">What sort of thing it is.</param>
/// <param name="Concept">What it is, in plain words.</param>
/// <param name="Exists">False where the text says that it is not so.</param>
public sealed record Circumstance(CircumstanceKind Kind, string Concept, bool Exists = true) : CriterionNode;
