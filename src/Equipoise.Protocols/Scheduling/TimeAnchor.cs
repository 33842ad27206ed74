namespace Equipoise.Protocols.Scheduling;

/// <summary>From what a planned day is counted.</summary>
public enum TimeAnchor
{
    /// <summary>The day of randomization.</summary>
    Randomization,

    /// <summary>The day of the first dose.</summary>
    FirstDose,

    /// <summary>The day of the last dose.</summary>
    LastDose,

    /// <summary>The day on which treatment was ended for good.</summary>
    EndOfTreatment,
}
