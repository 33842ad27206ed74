using Equipoise.Eligibility.Criteria;

namespace Equipoise.Eligibility.Prescreening;

/// <summary>What a person's answers come to.</summary>
/// <param name="Outcome">In a word.</param>
/// <param name="Against">The criteria that the answers speak against, each with the answers in words.</param>
/// <param name="Open">The criteria that the answers leave open, each with why.</param>
/// <param name="Fulfilled">The criteria that the answers fulfill.</param>
/// <param name="ForTheTeam">The criteria that only the study team can check.</param>
public sealed record PrescreenResult(
    PrescreenOutcome Outcome,
    IReadOnlyList<(Criterion Criterion, string Why)> Against,
    IReadOnlyList<OpenCriterion> Open,
    IReadOnlyList<Criterion> Fulfilled,
    IReadOnlyList<Criterion> ForTheTeam);

/// <summary>A criterion that a person's answers leave open.</summary>
/// <param name="Criterion">The criterion.</param>
/// <param name="Why">What else keeps it open than questions without an answer, in words; empty where nothing does.</param>
/// <param name="Unanswered">The questions that were left open and that it waits for, in their order.</param>
public sealed record OpenCriterion(Criterion Criterion, string Why, IReadOnlyList<Question> Unanswered);
