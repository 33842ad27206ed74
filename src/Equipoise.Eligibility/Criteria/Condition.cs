namespace Equipoise.Eligibility.Criteria;

/// <summary>The patient has, or had, a condition; or has not.</summary>
/// <param name="Concept">The condition by its name in <c>conditions.tsv</c>, with what narrows it before it: "active hepatitis B".</param>
/// <param name="Exists">False where the text says that there is none.</param>
/// <param name="Within">When; null where the text does not say.</param>
public sealed record Condition(string Concept, bool Exists = true, Window? Within = null) : CriterionNode;
