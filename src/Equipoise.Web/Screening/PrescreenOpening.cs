using Equipoise.Registry.Records;

namespace Equipoise.Web.Screening;

/// <summary>Whether it makes sense to ask if a study may fit a person.</summary>
internal static class PrescreenOpening
{
    /// <summary>True while a study takes participants, by invitation too, or has yet to open.</summary>
    public static bool IsOpenOrWillBe(StudyRecord study) =>
        study.StatusCode is "RECRUITING" or "NOT_YET_RECRUITING" or "ENROLLING_BY_INVITATION" or "AVAILABLE";

    /// <summary>What a person should know before they hope to take part; null of a study that takes participants.</summary>
    public static string? Notice(StudyRecord study) => study.StatusCode switch
    {
        "RECRUITING" or "AVAILABLE" => null,
        "NOT_YET_RECRUITING" => "This study has not opened yet: it takes no participants so far.",
        "ENROLLING_BY_INVITATION" => "This study takes only people whom it invites.",
        "COMPLETED" => "This study is over: it takes no participants any more.",
        "TERMINATED" or "WITHDRAWN" => "This study was stopped: it takes no participants.",
        "UNKNOWN" or null => "Nobody has said for long whether this study still takes participants: ask before you count on it.",
        _ => $"This study takes no participants now{(study.Status is { } status ? $": {status}" : "")}.",
    };
}
