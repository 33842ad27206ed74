namespace Equipoise.Registry.Records;

/// <summary>A date in the life of a study or of its record.</summary>
/// <param name="Kind">What happened, or shall happen, on it.</param>
/// <param name="Date">The date, as exactly as the record knows it.</param>
/// <param name="Estimated">True for a date that is expected, false for one that has come; null where the record does not say.</param>
public sealed record StudyDate(StudyDateKind Kind, PartialDate Date, bool? Estimated)
{
    internal static IReadOnlyList<StudyDateSource> Kinds { get; } =
    [
        new(StudyDateKind.FirstSubmitted, "studyFirstSubmitDate"),
        new(StudyDateKind.FirstPassedReview, "studyFirstSubmitQcDate"),
        new(StudyDateKind.FirstPosted, "studyFirstPostDateStruct"),
        new(StudyDateKind.Start, "startDateStruct"),
        new(StudyDateKind.PrimaryCompletion, "primaryCompletionDateStruct"),
        new(StudyDateKind.Completion, "completionDateStruct"),
        new(StudyDateKind.DelayFirstSubmitted, "dispFirstSubmitDate"),
        new(StudyDateKind.DelayFirstPassedReview, "dispFirstSubmitQcDate"),
        new(StudyDateKind.DelayFirstPosted, "dispFirstPostDateStruct"),
        new(StudyDateKind.ResultsFirstSubmitted, "resultsFirstSubmitDate"),
        new(StudyDateKind.ResultsFirstPassedReview, "resultsFirstSubmitQcDate"),
        new(StudyDateKind.ResultsFirstPosted, "resultsFirstPostDateStruct"),
        new(StudyDateKind.LastUpdateSubmitted, "lastUpdateSubmitDate"),
        new(StudyDateKind.LastUpdatePosted, "lastUpdatePostDateStruct"),
        new(StudyDateKind.Verified, "statusVerifiedDate"),
    ];

    internal sealed record StudyDateSource(StudyDateKind Kind, string Member)
    {
        public StudyDate? From(RecordPart status) =>
            PartialDate.TryParse(status.Text(Member) ?? status.Text(Member, "date"), out var date)
                ? new StudyDate(Kind, date, status.Text(Member, "type") switch { "ESTIMATED" => true, "ACTUAL" => false, _ => null })
                : null;
    }
}
