namespace Equipoise.Eligibility.Criteria;

/// <summary>How long the patient is expected to live: a physician's judgment.</summary>
public sealed record LifeExpectancy(Comparison Comparison, decimal Value, string Unit) : CriterionNode;
