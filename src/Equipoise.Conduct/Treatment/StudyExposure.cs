using Equipoise.Conduct.Records;
using Equipoise.Protocols;

namespace Equipoise.Conduct.Treatment;

/// <summary>How much of the study treatment all participants of a study have had.</summary>
public static class StudyExposure
{
    /// <summary>Each randomized participant's exposure, by code.</summary>
    /// <param name="records">What is on record of the study.</param>
    /// <param name="designOf">The design of a version of the protocol; null for the study's protocol of today for all.</param>
    public static IReadOnlyList<ParticipantExposure> Of(StudyRecords records, Func<string, StudyDesign>? designOf = null)
    {
        var versions = records.Participants.ToDictionary(participant => participant.Code, participant => participant.ProtocolVersion, StringComparer.Ordinal);
        return
        [
            .. records.Allocations.OrderBy(allocation => allocation.Participant, StringComparer.Ordinal)
                .Select(allocation => new TreatmentCourse(
                    designOf?.Invoke(versions[allocation.Participant]) ?? records.Protocol.Design, allocation, [.. records.Entries[allocation.Participant]], [], [.. records.Dispositions[allocation.Participant]]))
                .Select(ParticipantExposure.Of),
        ];
    }

    /// <summary>The exposure of each arm, in the order of the protocol: as it was allocated, whatever was given.</summary>
    public static IReadOnlyList<ArmExposure> ByArm(StudyDesign design, IReadOnlyList<ParticipantExposure> participants) =>
        [.. design.Arms.Select(arm => ArmExposure.Of(arm, [.. participants.Where(one => string.Equals(one.Arm, arm.Code, StringComparison.Ordinal))]))];
}
