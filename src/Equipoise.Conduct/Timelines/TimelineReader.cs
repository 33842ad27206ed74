using Equipoise.Conduct.Access;
using Equipoise.Conduct.Assessments;
using Equipoise.Conduct.Deviations;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Store;

namespace Equipoise.Conduct.Timelines;

/// <summary>Reads what happened to a participant.</summary>
/// <param name="store">The conduct database.</param>
/// <param name="time">The clock.</param>
public sealed class TimelineReader(ConductStore store, TimeProvider time)
{
    /// <summary>The timeline of a participant. Doses, and deviations about them, are for those alone who may see the arm.</summary>
    /// <exception cref="StepRefusedException">There is no such participant whom the actor may see.</exception>
    public Task<ParticipantTimeline> ReadAsync(Actor actor, string study, string code, CancellationToken cancellation = default) =>
        store.ReadAsync(
            async snapshot =>
            {
                var participant = await snapshot.ParticipantAsync(actor, Permission.ReadParticipants, study, code);
                var showsArm = actor.May(Permission.ReadAllocations, participant.Site);
                var file = await ParticipantFile.ReadAsync(snapshot, participant);
                var source = new TimelineSource(
                    showsArm ? file : file.WithoutArm(),
                    await AssessmentReader.ReadAsync(snapshot, actor, participant),
                    await snapshot.AllocationAsync(study, code),
                    showsArm,
                    await snapshot.DispositionsAsync(study, code),
                    [.. (await snapshot.DeviationsAsync(study, code)).Where(deviation => DeviationSteps.MaySee(actor, deviation))],
                    await snapshot.QueriesAsync(study, code),
                    await snapshot.SignaturesAsync(study, code),
                    participant.Status is ParticipantStatus.ScreenFailure ? await FailedAtAsync(snapshot, study, code) : null);
                return new ParticipantTimeline(
                    participant,
                    file.Site,
                    file.Protocol,
                    source.Allocation?.RandomizedOn,
                    showsArm ? source.Allocation?.Arm : null,
                    !showsArm && source.Allocation is not null,
                    Moments.DayAt(time.GetUtcNow(), file.Site.TimeZone),
                    TimelineEvents.Of(source));
            },
            cancellation);

    private static async Task<string?> FailedAtAsync(ConductSnapshot snapshot, string study, string code) =>
        (await new ParticipantRange(snapshot, study, code, code).TrailAsync())[code].LastOrDefault(entry => entry.Action is "participant.screen-failure")?.At;
}
