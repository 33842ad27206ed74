using Equipoise.Conduct.Analyses;

namespace Equipoise.Analysis.Plans;

/// <summary>The plan that a study's analyses follow now.</summary>
/// <param name="Text">The file: the last version locked, or what follows from the protocol.</param>
/// <param name="Plan">The plan; null where the file cannot be read.</param>
/// <param name="Problem">Why not, in a sentence; null where it can.</param>
/// <param name="Versions">The versions locked, the oldest first.</param>
/// <param name="Reference">The version that was in force before the first look, which outputs are measured by; null where none is locked.</param>
public sealed record PlanInForce(string Text, StatisticalPlan? Plan, string? Problem, IReadOnlyList<LockedPlan> Versions, StatisticalPlan? Reference)
{
    /// <summary>The last version locked; null where none is.</summary>
    public LockedPlan? Locked => Versions.Count > 0 ? Versions[^1] : null;

    /// <summary>The plan.</summary>
    /// <exception cref="AnalysisException">It cannot be read.</exception>
    public StatisticalPlan Needed => Plan ?? throw new AnalysisException(Problem!);

    /// <summary>In what an output differs from the plan that was locked before the first look, each a sentence.</summary>
    /// <param name="used">How the output was made.</param>
    /// <param name="protocolVersion">The protocol's version now.</param>
    public IReadOnlyList<string> DeviationsOf(StatisticalPlan used, string protocolVersion) =>
        Reference is null
            ? ["No analysis plan is locked: what stands here is exploratory."]
            : [.. PlanDeviations.Between(Reference, used with { ProtocolVersion = protocolVersion })];
}
