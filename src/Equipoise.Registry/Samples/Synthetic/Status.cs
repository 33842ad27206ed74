using System.Text.Json.Nodes;

namespace Equipoise.Registry.Samples.Synthetic;

/// <summary>Writes the status of a study and the dates of its life and of its record.</summary>
internal static class Status
{
    public static JsonObject Module(StudyPlan plan, Words words, Draw draw)
    {
        var time = plan.Timeline;
        var withheld = plan.Status is "WITHHELD";
        var isAccess = plan.Kind is "EXPANDED_ACCESS" || withheld;
        return Part.Of(
            ("statusVerifiedDate", Timeline.Exact(time.Updated)[..7]),
            ("overallStatus", plan.Status),
            ("lastKnownStatus", plan.Status is "UNKNOWN" ? "RECRUITING" : null),
            ("delayedPosting", withheld ? true : null),
            ("whyStopped", plan.Status is "TERMINATED" or "WITHDRAWN" or "SUSPENDED" ? draw.Pick(words.Phrases(plan.Status is "TERMINATED" ? "stopped" : plan.Status.ToLowerInvariant())) : null),
            ("expandedAccessInfo", isAccess ? null : Part.Of(("hasExpandedAccess", false))),
            ("startDateStruct", isAccess ? null : Day(plan, time.Start)),
            ("primaryCompletionDateStruct", isAccess ? null : Day(plan, time.PrimaryCompletion)),
            ("completionDateStruct", isAccess ? null : Day(plan, time.Completion)),
            ("studyFirstSubmitDate", Timeline.Exact(time.Submitted)),
            ("studyFirstSubmitQcDate", Timeline.Exact(time.Submitted.AddDays(2))),
            ("studyFirstPostDateStruct", Posted(time.Submitted)),
            ("resultsFirstSubmitDate", time.Results is { } sent ? Timeline.Exact(sent) : null),
            ("resultsFirstSubmitQcDate", time.Results is { } checkedOn ? Timeline.Exact(checkedOn.AddDays(2)) : null),
            ("resultsFirstPostDateStruct", time.Results is { } posted ? Posted(posted) : null),
            ("lastUpdateSubmitDate", Timeline.Exact(time.Updated)),
            ("lastUpdatePostDateStruct", Posted(time.Updated)));
    }

    private static JsonObject Day(StudyPlan plan, DateOnly day) => Part.Of(
        ("date", plan.Timeline.Write(day)), ("type", Timeline.Kind(day, plan.Status is "WITHDRAWN" || (plan.Status is "UNKNOWN" && day > plan.Timeline.Updated))));

    private static JsonObject Posted(DateOnly submitted) => Part.Of(("date", Timeline.Exact(submitted.AddDays(4))), ("type", "ACTUAL"));
}
