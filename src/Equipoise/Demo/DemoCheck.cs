using Equipoise.Conduct.Access;
using Equipoise.Conduct.Disposition;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Records;
using Equipoise.Conduct.Store;

namespace Equipoise.Demo;

/// <summary>What must hold at the end of any trial, whatever happened in it.</summary>
internal static class DemoCheck
{
    /// <summary>Looks for what does not hold: broken trails, lists that are not the committed ones, gaps among used slots, days in an impossible order,
    /// counts that do not agree.</summary>
    /// <returns>A sentence for each.</returns>
    public static async Task<IReadOnlyList<string>> ProblemsAsync(ConductStore store, string study, DemoCounts counts, CancellationToken cancellation)
    {
        var problems = new List<string>();
        var trails = new AuditReader(store);
        foreach (var head in await trails.HeadsAsync(cancellation))
        {
            if ((await trails.VerifyAsync(head.Trail, cancellation)).Broken is { } broken)
                problems.Add(broken);
        }

        var unmarked = 0;
        await trails.ForEachAsync(
            study,
            entry =>
            {
                unmarked += entry.IsSimulated ? 0 : 1;
                return Task.CompletedTask;
            },
            cancellation);
        if (unmarked > 0)
            problems.Add($"{unmarked} entries of the trail are not marked as simulated.");
        problems.AddRange((await new SchemeVerifier(store, new SlotSource(DemoSite.SealKey)).VerifyAsync(study, cancellation)).SelectMany(report => report.Problems));
        var statistician = new Actor("demo", "demo", "Demo", [new Grant(Role.TrialStatistician)], "this machine");
        problems.AddRange(Problems(await new StudyRecordsReader(store).ReadAsync(statistician, study, cancellation), counts));
        return problems;
    }

    private static IEnumerable<string> Problems(StudyRecords records, DemoCounts counts)
    {
        foreach (var stratum in records.Allocations.GroupBy(one => (one.Scheme, one.Stratum)))
        {
            if (!stratum.Select(one => one.Position).Order().SequenceEqual(Enumerable.Range(1, stratum.Count()).Select(position => (long)position)))
                yield return $"The used slots of the stratum {stratum.Key.Stratum} are not 1 to {stratum.Count()}.";
        }

        if (records.Allocations.DistinctBy(one => one.Participant, StringComparer.Ordinal).Count() != counts.Randomized || records.Study.Randomized != counts.Randomized)
            yield return $"{counts.Randomized} participants were randomized, but the study counts {records.Study.Randomized} and has {records.Allocations.Count} allocations.";
        if (records.Participants.Count != counts.Screened || records.Participants.Count(one => one.Status is ParticipantStatus.ScreenFailure) != counts.Failed)
            yield return $"{counts.Screened} participants were screened and {counts.Failed} failed, which is not what is on record.";
        if (records.Study.Locked == 0 && records.Participants.All(one => one.Status is not ParticipantStatus.Screening))
            yield return "The database is not locked although the final analysis was made.";
        foreach (var allocation in records.Allocations)
        {
            var screened = records.Participants.First(one => string.Equals(one.Code, allocation.Participant, StringComparison.Ordinal)).ScreenedOn;
            if (allocation.RandomizedOn < screened)
                yield return $"{allocation.Participant} was randomized before it was screened.";
            var died = records.Dispositions[allocation.Participant].LastOrDefault(one => one.Kind is DispositionKind.Death)?.OnDay;
            if (died < allocation.RandomizedOn)
                yield return $"{allocation.Participant} died before it was randomized.";
            if (records.Dispositions[allocation.Participant].Any(one => one.OnDay > died) || records.Entries[allocation.Participant].Any(one => one.RecordedOn > died && one.Form is not "AE"))
                yield return $"Something is on record of {allocation.Participant} after its death.";
        }
    }
}
