namespace Equipoise.Protocols.Randomizing;

/// <summary>How participants are allocated to arms.</summary>
/// <param name="Method">By which method.</param>
/// <param name="Ratio">The parts of each arm, in the order of the arms.</param>
/// <param name="Blocks">The blocks; null for minimization.</param>
/// <param name="Minimization">How imbalance is weighed; null for blocks.</param>
public sealed record Allocation(AllocationMethod Method, IReadOnlyList<int> Ratio, PermutedBlocks? Blocks, Minimization? Minimization);
