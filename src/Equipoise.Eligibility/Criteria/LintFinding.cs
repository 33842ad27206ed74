namespace Equipoise.Eligibility.Criteria;

/// <summary>Something in a set of criteria that its author should look at.</summary>
/// <param name="Rule">The rule's name, such as <c>lost-superscript</c>.</param>
/// <param name="Criteria">The ids of the criteria concerned.</param>
/// <param name="Message">What is the matter, in a sentence.</param>
public sealed record LintFinding(string Rule, IReadOnlyList<string> Criteria, string Message);
