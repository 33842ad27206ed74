namespace Equipoise.Conduct.Tumors;

/// <summary>One assessment after baseline: what is derived, and what the evaluator says.</summary>
/// <param name="Derived">The derived response.</param>
/// <param name="BaselineChange">The change of the sum from baseline in percent; null without a sum or where it was 0.</param>
/// <param name="NadirChange">The change of the sum from the smallest before in percent; null without a sum or where that was 0.</param>
/// <param name="Call">The evaluator's own judgment of that day; null where there is none.</param>
/// <param name="Disagreement">How the two differ, a sentence; null where they do not.</param>
public sealed record AssessmentRow(TumorAssessment Derived, decimal? BaselineChange, decimal? NadirChange, ResponseCall? Call, string? Disagreement);
