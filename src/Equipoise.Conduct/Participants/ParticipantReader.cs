using Equipoise.Conduct.Access;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Store;

namespace Equipoise.Conduct.Participants;

/// <summary>Reads what is on record of participants, as far as the reader may.</summary>
/// <param name="store">The conduct database.</param>
public sealed class ParticipantReader(ConductStore store)
{
    /// <summary>The participants of a study whom the actor may see, by their codes.</summary>
    /// <exception cref="StepRefusedException">There is no such study.</exception>
    public async Task<IReadOnlyList<Participant>> ListAsync(Actor actor, string study, CancellationToken cancellation = default)
    {
        var all = await store.ReadAsync(
            async snapshot =>
            {
                await snapshot.StudyAsync(study);
                return await snapshot.ParticipantsAsync(study);
            },
            cancellation);
        return [.. all.Where(participant => actor.May(Permission.ReadParticipants, participant.Site))];
    }

    /// <summary>All that is on record of one participant, at one moment.</summary>
    /// <exception cref="StepRefusedException">There is none whom the actor may see.</exception>
    public Task<Casebook> ReadAsync(Actor actor, string study, string code, CancellationToken cancellation = default) =>
        store.ReadAsync(
            async snapshot =>
            {
                var participant = await snapshot.ParticipantAsync(actor, Permission.ReadParticipants, study, code);
                var allocation = await snapshot.AllocationAsync(study, code);
                var file = await ParticipantFile.ReadAsync(snapshot, participant);
                return new Casebook(
                    actor.May(Permission.ReadAllocations, participant.Site) ? file : file.WithoutArm(),
                    await snapshot.SignaturesAsync(study, code),
                    await snapshot.DispositionsAsync(study, code),
                    actor.May(Permission.ReadAllocations, participant.Site) ? allocation : null) 
                {
                    Queries = await snapshot.QueryThreadsAsync(study, code),
                    StudyVersion = (await snapshot.StudyAsync(study)).ProtocolVersion,
                };
            },
            cancellation);

    /// <summary>What happened about one participant, the oldest first, as far as the reader may know. That it was read stands in the trail as well.</summary>
    /// <exception cref="StepRefusedException">There is none whose trail the actor may read.</exception>
    public Task<IReadOnlyList<AuditEntry>> TrailAsync(Actor actor, string study, string code, CancellationToken cancellation = default) =>
        store.ChangeAsync<IReadOnlyList<AuditEntry>>(
            actor,
            study,
            async change =>
            {
                var participant = await change.ParticipantAsync(actor, Permission.ReadAudit, study, code);
                actor.Demand(Permission.ReadAudit, participant.Site);
                var site = await change.SiteAsync(study, participant.Site);
                var trail = await change.TrailOfParticipantAsync(study, code);
                change.Tell(new AuditFact("audit.read", $"participant/{code}") { Site = site.Code, TimeZone = site.TimeZone, Participant = code, ProtocolVersion = participant.ProtocolVersion });
                var design = (await change.ProtocolAsync(study, participant.ProtocolVersion)).Design;
                return [.. trail.Select(entry => Withholding.For(entry, actor, design))];
            },
            cancellation);

    /// <summary>The used slots of a study that the actor may see.</summary>
    public async Task<IReadOnlyList<AllocationRecord>> AllocationsAsync(Actor actor, string study, CancellationToken cancellation = default)
    {
        var all = await store.ReadAsync(
            async snapshot =>
            {
                await snapshot.StudyAsync(study);
                return await snapshot.AllocationsAsync(study);
            },
            cancellation);
        return [.. all.Where(allocation => actor.May(Permission.ReadAllocations, allocation.Site))];
    }
}
