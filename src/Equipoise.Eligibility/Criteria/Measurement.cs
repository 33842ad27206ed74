namespace Equipoise.Eligibility.Criteria;

/// <summary>A measured or derived value against a limit.</summary>
/// <param name="Variable">What is measured, by the id it has in <c>variables.tsv</c>.</param>
/// <param name="Comparison">How it is compared.</param>
/// <param name="Value">The limit as written.</param>
/// <param name="Unit">Its unit in UCUM; <c>1</c> for counts, ratios and multiples of the normal range.</param>
/// <param name="RelativeTo">Where set, the limit is that many times this end of the normal range.</param>
/// <param name="Within">When the value must have been measured; null where the text does not say.</param>
public sealed record Measurement(
    string Variable,
    Comparison Comparison,
    decimal Value,
    string Unit,
    Reference? RelativeTo = null,
    Window? Within = null) : CriterionNode;
