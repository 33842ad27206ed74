namespace Equipoise.Protocols.Scheduling;

/// <summary>With what a repeated visit ends.</summary>
public enum ScheduleEnd
{
    /// <summary>The decision to end treatment.</summary>
    EndOfTreatment,

    /// <summary>Progression, or death.</summary>
    Progression,

    /// <summary>Death.</summary>
    Death,
}
