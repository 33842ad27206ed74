namespace Equipoise.Conduct.Disposition;

/// <summary>The kinds of events, as the database names them.</summary>
public static class DispositionKind
{
    /// <summary>Treatment was ended for good.</summary>
    public const string TreatmentEnd = "treatment-end";

    /// <summary>The participant left the study.</summary>
    public const string StudyEnd = "study-end";

    /// <summary>Consent was withdrawn.</summary>
    public const string Withdrawal = "withdrawal";

    /// <summary>The participant was known to be alive on that day.</summary>
    public const string Alive = "alive";

    /// <summary>The participant died.</summary>
    public const string Death = "death";

    /// <summary>A kind in words.</summary>
    public static string Label(string kind) => kind switch
    {
        TreatmentEnd => "End of treatment",
        StudyEnd => "End of study",
        Withdrawal => "Consent withdrawn",
        Alive => "Known to be alive",
        _ => "Death",
    };
}
