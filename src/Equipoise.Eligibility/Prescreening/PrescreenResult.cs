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
    IReadOnlyList<(Criterion Criterion, string Why)> Open,
    IReadOnlyList<Criterion> Fulfilled,
    IReadOnlyList<Criterion> ForTheTeam);
