using Equipoise.Registry.Records;

namespace Equipoise.Web.Screening;

/// <summary>Whether it makes sense to ask if a study may fit a person.</summary>
internal static class PrescreenOpening
{
    /// <summary>True while a study takes participants, by invitation too, or has yet to open.</summary>
    public static bool IsOpenOrWillBe(StudyRecord study) =>
        study.StatusCode is "RECRUITING" or "NOT_YET_RECRUITING" or "ENROLLING_BY_INVITATION" or "AVAILABLE";
}
