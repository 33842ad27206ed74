using Equipoise.Analysis.Datasets;
using Equipoise.Analysis.Plans;

namespace Equipoise.Analysis.Reports;

/// <summary>The way of participants through a trial, as the flow diagram of CONSORT 2010 (Schulz, Altman and Moher, BMJ 2010;340:c332) asks for it.</summary>
/// <param name="Screened">How many people were screened; somebody screened again counts once, by the last screening.</param>
/// <param name="Failed">For how many screening failed.</param>
/// <param name="InScreening">How many are neither randomized nor failed, nor left before.</param>
/// <param name="Left">How many left before they were randomized, such as by withdrawing consent.</param>
/// <param name="Arms">What became of the others, arm by arm.</param>
public sealed record TrialFlow(int Screened, int Failed, int InScreening, int Left, IReadOnlyList<ArmFlow> Arms)
{
    /// <summary>How many were randomized.</summary>
    public int Randomized => Arms.Sum(arm => arm.Allocated);

    /// <summary>Counts.</summary>
    /// <param name="data">What is known.</param>
    /// <param name="plan">Whose sets.</param>
    /// <param name="arms">The arms in the protocol's order.</param>
    public static TrialFlow Of(StudyData data, StatisticalPlan plan, IReadOnlyList<string> arms)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(plan);
        var again = data.Subjects.Select(subject => subject.RescreenedFrom).ToHashSet(StringComparer.Ordinal);
        var people = data.Subjects.Where(subject => !again.Contains(subject.Code)).ToList();
        return new TrialFlow(
            people.Count,
            people.Count(subject => subject.HasFailed),
            people.Count(subject => !subject.HasFailed && !subject.IsRandomized && subject.StudyEnd is null),
            people.Count(subject => !subject.HasFailed && !subject.IsRandomized && subject.StudyEnd is not null),
            [.. arms.Select(arm =>
            {
                var allocated = data.Subjects.Where(subject => string.Equals(subject.Arm, arm, StringComparison.Ordinal)).ToList();
                return new ArmFlow(
                    arm,
                    allocated.Count,
                    allocated.Count(subject => subject.FirstDose is not null),
                    ByReason(allocated.Where(subject => subject.TreatmentEnd is not null).Select(subject => subject.TreatmentEndReason)),
                    ByReason(allocated.Where(subject => subject.StudyEnd is not null).Select(subject => subject.StudyEndReason)),
                    [.. plan.Sets.Where(set => set.All.Any(condition => condition.Kind != SetConditionKind.Screened)).Select(set => (set.Code, data.MembersOf(set).Count(subject => string.Equals(subject.ArmIn(set.ByTreatment), arm, StringComparison.Ordinal))))]);
            })]);
    }

    private static IReadOnlyList<(string Reason, int Count)> ByReason(IEnumerable<string> reasons) =>
        [.. reasons.CountBy(reason => reason, StringComparer.Ordinal).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value))];
}
