using Equipoise.Conduct.Access;
using Equipoise.Conduct.Sites;
using Equipoise.Conduct.Store;

namespace Equipoise.Conduct.Records;

/// <summary>Reads a whole study for its analysis, or to see how it goes.</summary>
/// <param name="store">The conduct database.</param>
public sealed class StudyRecordsReader(ConductStore store)
{
    /// <summary>All that is on record, arms included.</summary>
    /// <exception cref="StepRefusedException">The actor may not, or there is no such study.</exception>
    public Task<StudyRecords> ReadAsync(Actor actor, string study, CancellationToken cancellation = default) =>
        store.ReadAsync(
            snapshot =>
            {
                actor.Demand(Permission.Analyze, site: null);
                return AllAsync(snapshot, study);
            },
            cancellation);

    /// <summary>What is on record at the sites whose study the actor may see, without arms unless they may see those together.</summary>
    /// <exception cref="StepRefusedException">There is no such study.</exception>
    public Task<StudyOverview> OverviewAsync(Actor actor, string study, CancellationToken cancellation = default) =>
        store.ReadAsync(
            async snapshot =>
            {
                var sites = (await snapshot.SitesAsync(study)).Where(site => actor.May(Permission.ReadStudies, site.Code)).ToList();
                return Seen(await AllAsync(snapshot, study), sites, actor);
            },
            cancellation);

    private async Task<StudyRecords> AllAsync(ConductSnapshot snapshot, string study)
    {
        var found = await snapshot.StudyAsync(study);
        var entries = await snapshot.EntriesOfStudyAsync(study);
        return new StudyRecords(
            found,
            await snapshot.ProtocolAsync(study, found.ProtocolVersion),
            await snapshot.ParticipantsAsync(study),
            await snapshot.AllocationsAsync(study),
            entries.Where(entry => entry.Entry.Counts).ToLookup(entry => entry.Participant, entry => entry.Entry, StringComparer.Ordinal),
            (await snapshot.DispositionsOfStudyAsync(study)).ToLookup(one => one.Participant, one => one.Disposition, StringComparer.Ordinal),
            await snapshot.HeadAsync(study))
        {
            IsSimulated = store.IsSimulated,
            Sites = await snapshot.SitesAsync(study),
            Deviations = await snapshot.DeviationsAsync(study),
        };
    }

    private static StudyOverview Seen(StudyRecords all, List<Site> sites, Actor actor)
    {
        var codes = sites.Select(site => site.Code).ToHashSet(StringComparer.Ordinal);
        var participants = all.Participants.Where(participant => codes.Contains(participant.Site)).ToList();
        var seen = participants.Select(participant => participant.Code).ToHashSet(StringComparer.Ordinal);
        var showsArms = actor.May(Permission.ReadArms, site: null);
        var records = all with
        {
            Sites = sites,
            Participants = participants,
            Allocations = [.. all.Allocations.Where(allocation => codes.Contains(allocation.Site)).Select(allocation => showsArms ? allocation : allocation with { Arm = "" })],
            Entries = all.Entries.Where(entries => seen.Contains(entries.Key)).SelectMany(entries => entries.Select(entry => (entries.Key, entry)))
                .ToLookup(one => one.Key, one => one.entry, StringComparer.Ordinal),
            Dispositions = all.Dispositions.Where(events => seen.Contains(events.Key)).SelectMany(events => events.Select(happened => (events.Key, happened)))
                .ToLookup(one => one.Key, one => one.happened, StringComparer.Ordinal),
            Deviations = [.. all.Deviations.Where(deviation => deviation.Participant is { } participant && seen.Contains(participant))],
        };
        return new StudyOverview(records, sites, actor.May(Permission.ReadStudies, site: null), showsArms);
    }
}
