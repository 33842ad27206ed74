namespace Equipoise.Conduct.Publication;

/// <summary>What a sponsor may say of a study, as the registry codes its overall status (ClinicalTrials.gov data structure, Overall Recruitment Status).</summary>
public static class PublishedStatus
{
    /// <summary>The codes that can be published.</summary>
    public static IReadOnlyList<string> All { get; } =
        ["NOT_YET_RECRUITING", "RECRUITING", "ENROLLING_BY_INVITATION", "ACTIVE_NOT_RECRUITING", "SUSPENDED", "TERMINATED", "COMPLETED"];

    /// <summary>What is said where the sponsor has taken everything back.</summary>
    public const string TakenBack = "TAKEN_BACK";

    /// <summary>Whether a study of this status enrolls.</summary>
    public static bool Enrolls(string status) => status is "RECRUITING" or "ENROLLING_BY_INVITATION";
}
