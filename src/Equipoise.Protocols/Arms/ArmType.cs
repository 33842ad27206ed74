namespace Equipoise.Protocols.Arms;

/// <summary>What an arm is for in the comparison, in the registry's words.</summary>
public enum ArmType
{
    /// <summary>The treatment under study.</summary>
    Experimental,

    /// <summary>A treatment known to work.</summary>
    ActiveComparator,

    /// <summary>A treatment without effect that looks like the one under study.</summary>
    PlaceboComparator,

    /// <summary>No treatment.</summary>
    NoIntervention,
}
