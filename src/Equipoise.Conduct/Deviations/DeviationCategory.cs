namespace Equipoise.Conduct.Deviations;

/// <summary>What a deviation concerns (SDTM's DVCAT), as the database names it.</summary>
public static class DeviationCategory
{
    /// <summary>Somebody takes part who did not meet a criterion.</summary>
    public const string Eligibility = "eligibility";

    /// <summary>Consent.</summary>
    public const string Consent = "consent";

    /// <summary>Randomization.</summary>
    public const string Randomization = "randomization";

    /// <summary>A dose: its drug, amount, day, order or duration.</summary>
    public const string Treatment = "treatment";

    /// <summary>A visit or assessment outside its window, or missed.</summary>
    public const string Visit = "visit";

    /// <summary>Treatment that the protocol does not allow beside its own.</summary>
    public const string ProhibitedTherapy = "prohibited-therapy";

    /// <summary>How adverse events were collected or reported.</summary>
    public const string Safety = "safety";

    /// <summary>Anything else.</summary>
    public const string Other = "other";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Eligibility, Consent, Randomization, Treatment, Visit, ProhibitedTherapy, Safety, Other];
}
