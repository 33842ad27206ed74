namespace Equipoise.Analysis.Plans;

/// <summary>In what a day is found.</summary>
public enum DaySourceKind
{
    /// <summary>In a form.</summary>
    Form,

    /// <summary>In what became of the participant.</summary>
    Disposition,

    /// <summary>In the responses derived from tumor assessments.</summary>
    Tumor,

    /// <summary>In the doses given.</summary>
    Dose,

    /// <summary>In a log of therapies: when one began.</summary>
    Therapy,
}
