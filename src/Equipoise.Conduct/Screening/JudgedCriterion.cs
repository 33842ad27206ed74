using Equipoise.Eligibility.Evaluation;

namespace Equipoise.Conduct.Screening;

/// <summary>One criterion as it stands for a participant.</summary>
/// <param name="Verdict">What the engine and the investigator's decisions come to.</param>
/// <param name="Statements">What only a person can settle.</param>
public sealed record JudgedCriterion(CriterionVerdict Verdict, IReadOnlyList<OpenStatement> Statements)
{
    /// <summary>Whether it stands in the way of randomization.</summary>
    public bool Blocks => Verdict is { Decides: true, Verdict: Eligibility.Evaluation.Verdict.NotMet or Eligibility.Evaluation.Verdict.Unknown };
}
