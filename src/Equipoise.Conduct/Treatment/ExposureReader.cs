using Equipoise.Conduct.Access;
using Equipoise.Conduct.Records;
using Equipoise.Conduct.Store;

namespace Equipoise.Conduct.Treatment;

/// <summary>Reads how much of the study treatment the participants of a study have had.</summary>
/// <param name="store">The conduct database.</param>
public sealed class ExposureReader(ConductStore store)
{
    /// <summary>The exposure at the sites whose study the actor may see, by arm for who may see data of several participants by arm.</summary>
    /// <exception cref="StepRefusedException">There is no such study.</exception>
    public Task<StudyExposure> ReadAsync(Actor actor, string study, CancellationToken cancellation = default) =>
        store.ReadAsync(
            async snapshot =>
            {
                var reading = await StudyReading.ReadAsync(snapshot, study, participant => actor.May(Permission.ReadStudies, participant.Site), form => form.Exposure is not null);
                var participants = reading.Participants.Select(reading.CourseOf).OfType<TreatmentCourse>().Select(ParticipantExposure.Of).ToList();
                var showsArms = actor.May(Permission.ReadArms, site: null);
                return new StudyExposure(
                    reading.Study,
                    reading.Protocol,
                    [.. reading.Sites.Where(site => actor.May(Permission.ReadStudies, site.Code))],
                    actor.May(Permission.ReadStudies, site: null),
                    showsArms,
                    showsArms ? StudyExposure.ByArm(reading.Protocol.Design, participants) : [ArmExposure.Of(arm: null, participants)]);
            },
            cancellation);
}
