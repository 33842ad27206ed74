namespace Equipoise.Protocols.Randomizing;

/// <summary>How the spread of the arms' counts over one margin is measured.</summary>
public enum ImbalanceMeasure
{
    /// <summary>The largest less the smallest.</summary>
    Range,

    /// <summary>The sample variance.</summary>
    Variance,

    /// <summary>The sample standard deviation.</summary>
    StandardDeviation,
}
