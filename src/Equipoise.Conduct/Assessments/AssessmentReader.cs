using Equipoise.Conduct.Access;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Safety;
using Equipoise.Conduct.Store;
using Equipoise.Conduct.Studies;

namespace Equipoise.Conduct.Assessments;

/// <summary>Reads what is on record for derivations, as far as the reader may see it.</summary>
/// <param name="store">The conduct database.</param>
public sealed class AssessmentReader(ConductStore store)
{
    /// <summary>One participant.</summary>
    /// <exception cref="StepRefusedException">There is none whom the actor may see.</exception>
    public Task<AssessedParticipant> ReadAsync(Actor actor, string study, string code, CancellationToken cancellation = default) =>
        store.ReadAsync(async snapshot => await ReadAsync(snapshot, actor, await snapshot.ParticipantAsync(actor, Permission.ReadParticipants, study, code)), cancellation);

    /// <summary>All participants at the sites where the actor may read them.</summary>
    /// <exception cref="StepRefusedException">There is no such study.</exception>
    public Task<AssessedStudy> StudyAsync(Actor actor, string study, CancellationToken cancellation = default) =>
        store.ReadAsync(async snapshot => await StudyAsync(snapshot, actor, study, Permission.ReadParticipants), cancellation);

    /// <summary>All participants with their arms, for tables by arm.</summary>
    /// <exception cref="StepRefusedException">The actor may not see data by arm, or there is no such study.</exception>
    public Task<AssessedStudy> ByArmAsync(Actor actor, string study, CancellationToken cancellation = default) =>
        store.ReadAsync(
            async snapshot =>
            {
                actor.Demand(Permission.ReadArms, site: null);
                return await StudyAsync(snapshot, actor, study, Permission.ReadArms);
            },
            cancellation);

    /// <summary>All serious adverse events at the sites where the actor may read participants, with their reports.</summary>
    /// <exception cref="StepRefusedException">There is no such study.</exception>
    public Task<(AssessedStudy Study, IReadOnlyList<SeriousEvent> Events)> SeriousEventsAsync(Actor actor, string study, DateTimeOffset now, CancellationToken cancellation = default) =>
        store.ReadAsync(
            async snapshot =>
            {
                var assessed = await StudyAsync(snapshot, actor, study, Permission.ReadParticipants);
                var reports = (await snapshot.ReportsOfStudyAsync(study)).ToLookup(report => (report.Participant, report.Entry));
                IReadOnlyList<SeriousEvent> events =
                [
                    .. assessed.Participants.SelectMany(one => AdverseEvents.Of(one).Concat(AdverseEvents.StruckOf(one)).Where(happened => (happened.IsSerious && !happened.IsStruck) || reports[(one.Participant.Code, happened.Entry)].Any())
                        .Select(happened => SeriousEvent.Of(one, happened, [.. reports[(one.Participant.Code, happened.Entry)]], now)))
                        .OrderBy(one => one.Urgency).ThenBy(one => one.Clock?.Due).ThenBy(one => one.Participant.Participant.Code, StringComparer.Ordinal),
                ];
                return (assessed, events);
            },
            cancellation);

    /// <summary>One serious adverse event with its reports.</summary>
    /// <exception cref="StepRefusedException">There is none that the actor may see.</exception>
    public Task<SeriousEvent> SeriousEventAsync(Actor actor, string study, string code, string entry, DateTimeOffset now, CancellationToken cancellation = default) =>
        store.ReadAsync(
            async snapshot =>
            {
                var participant = await snapshot.ParticipantAsync(actor, Permission.ReadParticipants, study, code);
                return await SeriousEvents.FindAsync(snapshot, actor, participant, entry, now);
            },
            cancellation);

    internal static async Task<AssessedParticipant> ReadAsync(ConductSnapshot snapshot, Actor actor, Participant participant) => new(
        participant,
        await snapshot.SiteAsync(participant.Study, participant.Site),
        (await snapshot.ProtocolAsync(participant.Study, participant.ProtocolVersion)).Design,
        await snapshot.EntriesAsync(participant.Study, participant.Code),
        await snapshot.DispositionsAsync(participant.Study, participant.Code),
        await snapshot.AllocationAsync(participant.Study, participant.Code),
        actor.May(Permission.ReadAllocations, participant.Site));

    private static async Task<AssessedStudy> StudyAsync(ConductSnapshot snapshot, Actor actor, string study, Permission permission)
    {
        var found = await snapshot.StudyAsync(study);
        var sites = (await snapshot.SitesAsync(study)).ToDictionary(site => site.Code, StringComparer.Ordinal);
        var entries = (await snapshot.EntriesOfStudyAsync(study)).ToLookup(one => one.Participant, one => one.Entry, StringComparer.Ordinal);
        var dispositions = (await snapshot.DispositionsOfStudyAsync(study)).ToLookup(one => one.Participant, one => one.Disposition, StringComparer.Ordinal);
        var allocations = (await snapshot.AllocationsAsync(study)).ToDictionary(one => one.Participant, StringComparer.Ordinal);
        var protocols = new Dictionary<string, AcceptedProtocol>(StringComparer.Ordinal);
        var participants = new List<AssessedParticipant>();
        foreach (var participant in (await snapshot.ParticipantsAsync(study)).Where(one => actor.May(permission, one.Site)))
        {
            if (!protocols.TryGetValue(participant.ProtocolVersion, out var protocol))
                protocols[participant.ProtocolVersion] = protocol = await snapshot.ProtocolAsync(study, participant.ProtocolVersion);
            participants.Add(new AssessedParticipant(
                participant, sites[participant.Site], protocol.Design, entries[participant.Code], [.. dispositions[participant.Code]], allocations.GetValueOrDefault(participant.Code),
                permission == Permission.ReadArms || actor.May(Permission.ReadAllocations, participant.Site)));
        }

        return new AssessedStudy(found, await snapshot.ProtocolAsync(study, found.ProtocolVersion), participants);
    }
}
