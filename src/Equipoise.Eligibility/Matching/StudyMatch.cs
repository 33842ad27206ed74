using Equipoise.Eligibility.Evaluation;

namespace Equipoise.Eligibility.Matching;

/// <summary>How many patients come to each answer for one study.</summary>
/// <param name="Study">The study's id.</param>
/// <param name="Ineligible">Not eligible.</param>
/// <param name="EligibleAsFarAsComputable">Eligible as far as can be computed.</param>
/// <param name="Open">Facts are missing.</param>
/// <param name="Answers">Each patient's answer, in the order of the columns; null where they were not asked for.</param>
public sealed record StudyMatch(string Study, int Ineligible, int EligibleAsFarAsComputable, int Open, IReadOnlyList<Answer>? Answers);
