using Equipoise.Registry.Records.Results;

namespace Equipoise.Registry.Records;

// What came out, and what the registry notes about that.
public sealed partial class StudyRecord
{
    /// <summary>Whether results are posted.</summary>
    public bool HasResults => root.Flag("hasResults") ?? root.Find("resultsSection").Exists;

    /// <summary>The posted results; null where there are none.</summary>
    public StudyResults? Results => root.Find("resultsSection") is { Exists: true } section ? new StudyResults(section) : null;

    /// <summary>What happened to results that were sent but are not posted.</summary>
    public IReadOnlyList<RecordEvent> UnpostedResults =>
        root.List(item => RecordEvent.From(item, "UnpostedEventType", "date"), "annotationSection", "annotationModule", "unpostedAnnotation", "unpostedEvents");

    /// <summary>What the FDA found against the study.</summary>
    public IReadOnlyList<RecordEvent> Violations =>
        root.List(item => RecordEvent.From(item, "ViolationEventType", "postedDate"), "annotationSection", "annotationModule", "violationAnnotation", "violationEvents");
}
