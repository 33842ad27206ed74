using Equipoise.Analysis.Endpoints;

namespace Equipoise.Analysis.Datasets;

/// <summary>What is known of a study on a day, ready to be analyzed; what a data cut freezes.</summary>
/// <param name="Study">The study's id.</param>
/// <param name="Cutoff">The last day that counts.</param>
/// <param name="Subjects">Everybody screened by then, by code.</param>
/// <param name="Times">The times to events of everybody randomized by then, endpoint by endpoint.</param>
/// <param name="Events">The adverse events that began by then.</param>
/// <param name="Exposure">The treatments got by then.</param>
public sealed record StudyData(
    string Study, DateOnly Cutoff, IReadOnlyList<Subject> Subjects, IReadOnlyList<EventTime> Times, IReadOnlyList<ReportedEvent> Events, IReadOnlyList<ExposureRow> Exposure)
{
    /// <summary>Whether they are of a simulated trial, of nobody who exists.</summary>
    public bool IsSimulated { get; init; }

    /// <summary>The times of one endpoint in one analysis set, each in the arm in which the set counts the participant.</summary>
    public IReadOnlyList<EventTime> TimesOf(string endpoint, Plans.PlannedSet set)
    {
        var members = MembersOf(set).ToDictionary(subject => subject.Code, StringComparer.Ordinal);
        return
        [
            .. Times.Where(time => string.Equals(time.Parameter, endpoint, StringComparison.Ordinal) && members.ContainsKey(time.Participant))
                .Select(time => time with { Arm = members[time.Participant].ArmIn(set.ByTreatment) }),
        ];
    }

    /// <summary>Who belongs to an analysis set.</summary>
    public IEnumerable<Subject> MembersOf(Plans.PlannedSet set) => Subjects.Where(subject => subject.Sets.Contains(set.Code, StringComparer.Ordinal));
}
