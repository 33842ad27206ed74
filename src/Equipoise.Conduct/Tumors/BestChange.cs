using Equipoise.Conduct.Assessments;

namespace Equipoise.Conduct.Tumors;

/// <summary>The best change of one participant: a bar of the waterfall plot.</summary>
/// <param name="Participant">The participant's code.</param>
/// <param name="Arm">The arm's code; null where the reader may not see it.</param>
/// <param name="Percent">The smallest change of the sum of target lesions from baseline, in percent.</param>
/// <param name="Best">The best overall response.</param>
public sealed record BestChange(string Participant, string? Arm, decimal Percent, Response? Best)
{
    /// <summary>Those of all participants with a change, the largest growth first.</summary>
    /// <param name="participants">The participants.</param>
    /// <param name="evaluator">By whose images.</param>
    public static IReadOnlyList<BestChange> Of(IReadOnlyList<AssessedParticipant> participants, string evaluator = TumorReport.Investigator) =>
    [
        .. participants.Select(participant => Of(participant, evaluator)).OfType<BestChange>().OrderByDescending(one => one.Percent).ThenBy(one => one.Participant, StringComparer.Ordinal),
    ];

    private static BestChange? Of(AssessedParticipant participant, string evaluator) =>
        TumorReport.Of(participant).Evaluators.FirstOrDefault(one => string.Equals(one.Evaluator, evaluator, StringComparison.Ordinal)) is { BestChange: { } percent } report
            ? new BestChange(participant.Participant.Code, participant.Arm?.Code, percent, report.Best?.Response)
            : null;
}
