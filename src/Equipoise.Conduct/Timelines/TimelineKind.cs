namespace Equipoise.Conduct.Timelines;

/// <summary>What an event on a participant's timeline belongs to.</summary>
public enum TimelineKind
{
    /// <summary>Consent, screening, randomization, ends, death: what changes where the participant stands.</summary>
    Milestone,

    /// <summary>A visit with its forms.</summary>
    Visit,

    /// <summary>A tumor assessment with its forms.</summary>
    TumorAssessment,

    /// <summary>A dose, given or not.</summary>
    Dose,

    /// <summary>An adverse event.</summary>
    AdverseEvent,

    /// <summary>An entry of another log, such as medical history.</summary>
    Log,

    /// <summary>A deviation from the protocol.</summary>
    Deviation,

    /// <summary>A question about the data.</summary>
    Query,
}
