namespace Equipoise.Protocols.Randomizing;

/// <summary>By which method participants are allocated.</summary>
public enum AllocationMethod
{
    /// <summary>Permuted blocks within each stratum.</summary>
    Blocks,

    /// <summary>Minimization after Pocock and Simon over the factors' margins.</summary>
    Minimization,
}
