namespace Equipoise.Analysis.Overview;

/// <summary>What became of those who were randomized to an arm.</summary>
/// <param name="Arm">The arm's code; null for all arms together.</param>
/// <param name="Allocated">How many were randomized to it; all of them are analyzed as randomized.</param>
/// <param name="Treated">Of these, got at least one dose.</param>
/// <param name="EndedTreatment">Of the treated, those whose treatment has ended, by the protocol's reasons.</param>
/// <param name="LeftStudy">Of the allocated, those who left the study, by the protocol's reasons.</param>
/// <param name="Withdrew">Of the allocated, those who withdrew consent.</param>
/// <param name="Died">Of the allocated, those who died.</param>
public sealed record ArmFlow(
    string? Arm,
    int Allocated,
    int Treated,
    IReadOnlyList<ReasonCount> EndedTreatment,
    IReadOnlyList<ReasonCount> LeftStudy,
    int Withdrew,
    int Died)
{
    /// <summary>Of the treated, those whose treatment goes on.</summary>
    public int OnTreatment => Treated - EndedTreatment.Sum(ended => ended.Count);
}
