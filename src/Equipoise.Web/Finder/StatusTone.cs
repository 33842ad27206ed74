namespace Equipoise.Web.Finder;

/// <summary>How a status is colored; its words say the same.</summary>
internal static class StatusTone
{
    /// <summary>The class of a status: <c>open</c>, <c>soon</c>, <c>stopped</c> or <c>closed</c>.</summary>
    public static string Of(string? status) => status switch
    {
        "RECRUITING" or "AVAILABLE" => "open",
        "NOT_YET_RECRUITING" or "ENROLLING_BY_INVITATION" => "soon",
        "TERMINATED" or "SUSPENDED" or "WITHDRAWN" => "stopped",
        _ => "closed",
    };
}
