using Equipoise.Conduct.Access;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Records;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Store;
using Equipoise.Conduct.Treatment;
using Equipoise.Conduct.Visits;

namespace Equipoise.Conduct.Deviations;

/// <summary>Lists what deviates from the protocol by what is on record and is not documented yet.</summary>
/// <param name="store">The conduct database.</param>
/// <param name="time">The clock.</param>
public sealed class FindingSteps(ConductStore store, TimeProvider time)
{
    /// <summary>The findings about one participant: doses, where the actor may know of them, visits, and criteria that were not met after all.</summary>
    /// <exception cref="StepRefusedException">There is no such participant whom the actor may see.</exception>
    public Task<IReadOnlyList<DeviationFinding>> OfParticipantAsync(Actor actor, string study, string code, CancellationToken cancellation = default) =>
        store.ReadAsync<IReadOnlyList<DeviationFinding>>(
            async snapshot =>
            {
                var participant = await snapshot.ParticipantAsync(actor, Permission.ReadParticipants, study, code);
                if (await snapshot.AllocationAsync(study, code) is not { } allocation)
                    return [];
                var file = await ParticipantFile.ReadAsync(snapshot, participant);
                var course = new TreatmentCourse(file.Protocol.Design, allocation, file.Entries, file.Consents, await snapshot.DispositionsAsync(study, code));
                var calendar = ParticipantCalendar.Of(course, file.Entries, file.Consents, Moments.DayAt(time.GetUtcNow(), file.Site.TimeZone));
                return DeviationFindings.Undocumented(
                    [.. DeviationFindings.OfEligibility(file, allocation.RandomizedOn), .. OfCalendar(actor, participant, calendar)], await snapshot.DeviationsAsync(study, code));
            },
            cancellation);

    /// <summary>The findings about the doses and visits of all participants whom the actor may see.</summary>
    /// <exception cref="StepRefusedException">There is no such study.</exception>
    public Task<IReadOnlyList<DeviationFinding>> OfStudyAsync(Actor actor, string study, CancellationToken cancellation = default) =>
        store.ReadAsync(
            async snapshot =>
            {
                var reading = await StudyReading.ReadAsync(snapshot, study, participant => actor.May(Permission.ReadParticipants, participant.Site));
                var findings = reading.Participants.AsParallel().AsOrdered().SelectMany(participant => reading.CalendarOf(participant, time.GetUtcNow()) is { } calendar ? OfCalendar(actor, participant, calendar) : []);
                return DeviationFindings.Undocumented(findings, await snapshot.DeviationsAsync(study));
            },
            cancellation);

    private static IEnumerable<DeviationFinding> OfCalendar(Actor actor, Participant participant, ParticipantCalendar calendar) =>
        [.. actor.May(Permission.ReadAllocations, participant.Site) ? DeviationFindings.OfDoses(participant, calendar) : [], .. DeviationFindings.OfVisits(participant, calendar)];
}
