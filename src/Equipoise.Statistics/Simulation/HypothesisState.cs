namespace Equipoise.Statistics.Simulation;

/// <summary>What has become of a hypothesis by a look.</summary>
public enum HypothesisState
{
    /// <summary>It is still being tested.</summary>
    Open,

    /// <summary>It was rejected: the arm is better.</summary>
    Rejected,

    /// <summary>The arm was given up for futility.</summary>
    GivenUp,
}
