using System.Runtime.InteropServices;

namespace Equipoise.Eligibility.Matching;

/// <summary>The logic of a criterion that programs can say something of.</summary>
/// <param name="Step">The logic.</param>
/// <param name="Decides">False for an entry of a list of which one or some are enough.</param>
/// <param name="IsInclusion">Whether it must hold, or must not.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AskedStep(Step Step, bool Decides, bool IsInclusion)
{
    /// <summary>The place of the one statement that it asks; -1 where it asks several.</summary>
    public int Statement { get; } = Step.Kind == StepKind.Statement ? Step.Number : -1;
}
