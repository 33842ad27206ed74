namespace Equipoise.Eligibility.Criteria;

/// <summary>The patient received, or receives, a treatment; or did not.</summary>
/// <param name="Concept">The class or agent by its name in <c>therapies.tsv</c>.</param>
/// <param name="Exists">False where the text says that there was none.</param>
/// <param name="Within">When; null where the text does not say.</param>
/// <param name="Comparison">How the number of courses or lines is compared, where the text counts them.</param>
/// <param name="Count">The number it is compared with.</param>
public sealed record Therapy(string Concept, bool Exists = true, Window? Within = null, Comparison? Comparison = null, decimal? Count = null) : CriterionNode;
