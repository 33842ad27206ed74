namespace Equipoise.Eligibility.Prescreening;

/// <summary>What a pre-screen comes to. It is never more than these: only the study team decides.</summary>
public enum PrescreenOutcome
{
    /// <summary>No answer speaks against it.</summary>
    MayFit,

    /// <summary>An answer speaks against it.</summary>
    DoesNotSeemToFit,

    /// <summary>It depends on what is not known, or on what the study's own texts leave open.</summary>
    AskTheStudyTeam,
}
