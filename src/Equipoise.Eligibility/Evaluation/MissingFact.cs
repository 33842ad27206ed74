namespace Equipoise.Eligibility.Evaluation;

/// <summary>A fact that the record lacks and criteria wait for.</summary>
/// <param name="Fact">What is missing.</param>
/// <param name="Criteria">The ids of the criteria that wait for it.</param>
public sealed record MissingFact(string Fact, IReadOnlyList<string> Criteria);
