namespace Equipoise.Conduct.Participants;

/// <summary>Where a participant stands, as the database names it.</summary>
public static class ParticipantStatus
{
    /// <summary>Being screened.</summary>
    public const string Screening = "screening";

    /// <summary>Screening failed.</summary>
    public const string ScreenFailure = "screen-failure";

    /// <summary>Randomized, and in the study.</summary>
    public const string Randomized = "randomized";

    /// <summary>No longer in the study.</summary>
    public const string OffStudy = "off-study";
}
