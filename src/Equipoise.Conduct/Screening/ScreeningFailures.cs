using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Records;

namespace Equipoise.Conduct.Screening;

/// <summary>Why screenings failed.</summary>
public static class ScreeningFailures
{
    /// <summary>The criteria that failed, the most frequent first; a screening that failed by several counts for each.</summary>
    /// <param name="overview">What is on record at the sites that the reader may see.</param>
    public static IReadOnlyList<FailedCriterion> ByCriterion(StudyOverview overview)
    {
        ArgumentNullException.ThrowIfNull(overview);
        var criteria = overview.Records.Protocol.Protocol.Criteria;
        return
        [
            .. overview.Records.Participants.Where(participant => participant.Status is ParticipantStatus.ScreenFailure)
                .SelectMany(participant => (participant.FailedCriteria ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .GroupBy(id => id, StringComparer.Ordinal)
                .Select(failed => new FailedCriterion(failed.Key, criteria.FirstOrDefault(criterion => string.Equals(criterion.Id, failed.Key, StringComparison.Ordinal))?.Text ?? failed.Key, failed.Count()))
                .OrderByDescending(failed => failed.Count).ThenBy(failed => failed.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>How many failed without any criterion: they changed their mind, or nobody knows.</summary>
    /// <param name="overview">What is on record at the sites that the reader may see.</param>
    public static int Otherwise(StudyOverview overview)
    {
        ArgumentNullException.ThrowIfNull(overview);
        return overview.Records.Participants.Count(participant => participant.Status is ParticipantStatus.ScreenFailure && string.IsNullOrEmpty(participant.FailedCriteria));
    }
}
