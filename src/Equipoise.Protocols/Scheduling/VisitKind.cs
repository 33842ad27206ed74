namespace Equipoise.Protocols.Scheduling;

/// <summary>In which part of the study a visit lies; SDTM's epochs.</summary>
public enum VisitKind
{
    /// <summary>Before randomization.</summary>
    Screening,

    /// <summary>While treated.</summary>
    Treatment,

    /// <summary>An assessment with a rhythm of its own, such as imaging.</summary>
    Assessment,

    /// <summary>After treatment.</summary>
    FollowUp,

    /// <summary>Whenever needed.</summary>
    Unscheduled,
}
