using Equipoise.Conduct.Access;
using Equipoise.Conduct.Assessments;
using Equipoise.Conduct.Records;
using Equipoise.Conduct.Store;

namespace Equipoise.Conduct.Tumors;

/// <summary>Reads how the participants of a study fared on treatment.</summary>
/// <param name="store">The conduct database.</param>
/// <param name="time">The clock.</param>
public sealed class ResponseReader(ConductStore store, TimeProvider time)
{
    /// <summary>Everybody randomized at the sites where the actor may read participants, with arms for who may see data of several participants by arm.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="study">The study.</param>
    /// <param name="site">Only this site; null for all.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StepRefusedException">There is no such study.</exception>
    public Task<StudyResponses> ReadAsync(Actor actor, string study, string? site = null, CancellationToken cancellation = default) =>
        store.ReadAsync(
            async snapshot =>
            {
                var reading = await StudyReading.ReadAsync(
                    snapshot, study, participant => actor.May(Permission.ReadParticipants, participant.Site) && (site is null || string.Equals(participant.Site, site, StringComparison.Ordinal)),
                    form => AssessedParticipant.Needs(form, AssessmentUse.Tumors));
                var showsArms = actor.May(Permission.ReadArms, site: null);
                return new StudyResponses(
                    reading.Study,
                    reading.Protocol,
                    [.. reading.Sites.Where(one => actor.May(Permission.ReadParticipants, one.Code))],
                    actor.May(Permission.ReadParticipants, site: null),
                    showsArms,
                    [
                        .. reading.Participants.Select(participant => ResponseCourse.Of(reading.Assessed(participant, showsArms), Moments.DayAt(time.GetUtcNow(), reading.SiteOf(participant).TimeZone)))
                            .OfType<ResponseCourse>(),
                    ]);
            },
            cancellation);
}
