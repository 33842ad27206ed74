namespace Equipoise.Registry.Comparison;

/// <summary>What became of a run of words between two texts.</summary>
public enum DifferenceKind
{
    /// <summary>It stands in both.</summary>
    Same,

    /// <summary>It stands in the older one only.</summary>
    Removed,

    /// <summary>It stands in the newer one only.</summary>
    Added,
}
