namespace Equipoise.Analysis.Comparing;

/// <summary>What a data cut shows of an endpoint.</summary>
/// <param name="Arms">Each arm, in the protocol's order.</param>
/// <param name="Comparisons">The comparisons of the plan, in its order.</param>
/// <param name="MedianFollowUp">The median follow-up in months by reverse Kaplan–Meier; not a number where it is not reached.</param>
public sealed record SurvivalResults(IReadOnlyList<ArmResult> Arms, IReadOnlyList<ComparisonResult> Comparisons, double MedianFollowUp);
