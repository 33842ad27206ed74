namespace Equipoise.Registry.Store;

/// <summary>How a record became what it is.</summary>
public enum StudyForm
{
    /// <summary>It came in the form of the ClinicalTrials.gov API v2.</summary>
    Native,

    /// <summary>It was mapped from an older format, which says less: it never replaces a native record of its date.</summary>
    Mapped,
}
