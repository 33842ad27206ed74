using Equipoise.Analysis.Datasets;
using Equipoise.Analysis.Plans;

namespace Equipoise.Analysis.Reports;

/// <summary>Adverse events by arm, grade and term (ICH E3 12.2).</summary>
/// <param name="IsByTreatment">True where participants stand in the arm whose treatment they got; false where no dose is on record, and they stand in the arm allocated.</param>
/// <param name="Groups">Each arm; one group for all where arms are not shown.</param>
/// <param name="Terms">Each term with how many participants of each group had it, at any grade and at grade 3 or more; the most frequent first.</param>
public sealed record SafetySummary(bool IsByTreatment, IReadOnlyList<SafetyGroup> Groups, IReadOnlyList<(string Term, IReadOnlyList<(int Any, int Severe)> Counts)> Terms)
{
    private const int Severe = 3;

    /// <summary>Counts.</summary>
    /// <param name="data">What is known.</param>
    /// <param name="plan">Whose sets.</param>
    /// <param name="arms">The arms in the protocol's order; none to count all together.</param>
    public static SafetySummary Of(StudyData data, StatisticalPlan plan, IReadOnlyList<string> arms)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(plan);
        var treated = plan.Sets.FirstOrDefault(set => set.ByTreatment) is { } set ? data.MembersOf(set).ToList() : [];
        var isByTreatment = treated.Count > 0;
        var members = isByTreatment ? treated : [.. data.Subjects.Where(subject => subject.IsRandomized)];
        var groups = (arms.Count == 0 ? [""] : arms).Select(arm => (Arm: arm, Codes: members.Where(subject => arm.Length == 0 || string.Equals(subject.ArmIn(isByTreatment), arm, StringComparison.Ordinal)).Select(subject => subject.Code).ToHashSet(StringComparer.Ordinal))).ToList();
        var counted = members.Select(subject => subject.Code).ToHashSet(StringComparer.Ordinal);
        var events = data.Events.Where(one => counted.Contains(one.Participant)).ToList();
        return new SafetySummary(
            isByTreatment,
            [.. groups.Select(group => Count(group.Arm, group.Codes, events))],
            [.. events.GroupBy(one => one.Term.Trim(), StringComparer.OrdinalIgnoreCase)
                .Select(term => (Term: term.Key, Counts: (IReadOnlyList<(int Any, int Severe)>)[.. groups.Select(group => (Participants(term, group.Codes, 0), Participants(term, group.Codes, Severe)))]))
                .OrderByDescending(term => term.Counts.Sum(count => count.Any)).ThenBy(term => term.Term, StringComparer.OrdinalIgnoreCase)]);
    }

    private static SafetyGroup Count(string arm, HashSet<string> codes, IReadOnlyList<ReportedEvent> events)
    {
        var byGrade = new int[6];
        var mine = events.Where(one => codes.Contains(one.Participant)).ToList();
        foreach (var participant in mine.GroupBy(one => one.Participant, StringComparer.Ordinal))
            byGrade[participant.Max(one => Math.Clamp(one.Grade, 0, 5))]++;
        return new SafetyGroup(arm, codes.Count, byGrade, With(one => one.IsSerious))
        {
            TreatmentEmergent = With(one => one.IsTreatmentEmergent),
            Related = With(one => one.IsRelated),
            Fatal = With(one => one.IsFatal),
        };

        int With(Func<ReportedEvent, bool> which) => mine.Where(which).Select(one => one.Participant).Distinct(StringComparer.Ordinal).Count();
    }

    private static int Participants(IEnumerable<ReportedEvent> events, HashSet<string> codes, int grade) =>
        events.Where(one => one.Grade >= grade && codes.Contains(one.Participant)).Select(one => one.Participant).Distinct(StringComparer.Ordinal).Count();
}
