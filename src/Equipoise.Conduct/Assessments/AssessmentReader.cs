using Equipoise.Conduct.Access;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Records;
using Equipoise.Conduct.Safety;
using Equipoise.Conduct.Store;

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
    /// <param name="actor">Who reads.</param>
    /// <param name="study">The study.</param>
    /// <param name="use">What is to be derived: only the forms that this needs are there.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StepRefusedException">There is no such study.</exception>
    public Task<AssessedStudy> StudyAsync(Actor actor, string study, AssessmentUse use = AssessmentUse.All, CancellationToken cancellation = default) =>
        store.ReadAsync(async snapshot => await StudyAsync(snapshot, actor, study, Permission.ReadParticipants, use), cancellation);

    /// <summary>All participants with their arms, for tables by arm.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="study">The study.</param>
    /// <param name="use">What is to be derived: only the forms that this needs are there.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StepRefusedException">The actor may not see data by arm, or there is no such study.</exception>
    public Task<AssessedStudy> ByArmAsync(Actor actor, string study, AssessmentUse use = AssessmentUse.All, CancellationToken cancellation = default) =>
        store.ReadAsync(
            async snapshot =>
            {
                actor.Demand(Permission.ReadArms, site: null);
                return await StudyAsync(snapshot, actor, study, Permission.ReadArms, use);
            },
            cancellation);

    /// <summary>All serious adverse events at the sites where the actor may read participants, with their reports.</summary>
    /// <exception cref="StepRefusedException">There is no such study.</exception>
    public Task<(AssessedStudy Study, IReadOnlyList<SeriousEvent> Events)> SeriousEventsAsync(Actor actor, string study, DateTimeOffset now, CancellationToken cancellation = default) =>
        store.ReadAsync(
            async snapshot =>
            {
                var assessed = await StudyAsync(snapshot, actor, study, Permission.ReadParticipants, AssessmentUse.AdverseEvents);
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

    private static async Task<AssessedStudy> StudyAsync(ConductSnapshot snapshot, Actor actor, string study, Permission permission, AssessmentUse use)
    {
        var reading = await StudyReading.ReadAsync(
            snapshot, study, participant => actor.May(permission, participant.Site), use == AssessmentUse.All ? null : form => AssessedParticipant.Needs(form, use));
        return new AssessedStudy(
            reading.Study,
            reading.Protocol,
            [.. reading.Participants.Select(participant => reading.Assessed(participant, permission == Permission.ReadArms || actor.May(Permission.ReadAllocations, participant.Site)))]);
    }
}
