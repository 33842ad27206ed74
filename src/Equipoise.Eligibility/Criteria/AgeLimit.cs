namespace Equipoise.Eligibility.Criteria;

/// <summary>The patient's age against a limit.</summary>
/// <param name="Comparison">How it is compared.</param>
/// <param name="Value">The limit.</param>
/// <param name="Unit">UCUM: <c>a</c>, <c>mo</c>, <c>wk</c> or <c>d</c>. Age is counted in whole units, as birthdays are.</param>
public sealed record AgeLimit(Comparison Comparison, decimal Value, string Unit) : CriterionNode;
