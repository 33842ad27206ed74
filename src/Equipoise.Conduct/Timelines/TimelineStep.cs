namespace Equipoise.Conduct.Timelines;

/// <summary>Where in a day an event stands by what it is: of most only the day is on record.</summary>
internal enum TimelineStep
{
    /// <summary>Consent and screening: nothing is done before.</summary>
    Begins,

    /// <summary>All else, in the order of the clock where there is one.</summary>
    Between,

    /// <summary>The end of treatment or of the study, a last contact.</summary>
    Ends,

    /// <summary>Death.</summary>
    Dies,
}
