using Equipoise.Conduct.Timelines;

namespace Equipoise.Web.Conduct.Overview.Timeline;

/// <summary>How pages and programs call the kinds of events.</summary>
internal static class TimelineWords
{
    public static string Label(TimelineKind kind) => kind switch
    {
        TimelineKind.Milestone => "Milestone",
        TimelineKind.Visit => "Visit",
        TimelineKind.TumorAssessment => "Tumor assessment",
        TimelineKind.Dose => "Dose",
        TimelineKind.AdverseEvent => "Adverse event",
        TimelineKind.Log => "Log",
        TimelineKind.Deviation => "Deviation",
        _ => "Query",
    };

    public static string Code(TimelineKind kind) => Label(kind).ToLowerInvariant().Replace(' ', '-');
}
