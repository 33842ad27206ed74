using Equipoise.Conduct.Sites;
using Equipoise.Conduct.Studies;
using Equipoise.Protocols;

namespace Equipoise.Conduct.Treatment;

/// <summary>How much of the study treatment all participants of a study have had whom somebody may count.</summary>
/// <param name="Study">The study.</param>
/// <param name="Protocol">Its protocol of today.</param>
/// <param name="Sites">The sites that are counted.</param>
/// <param name="IsWhole">Whether these are all sites of the study.</param>
/// <param name="ShowsArms">Whether arms stand apart.</param>
/// <param name="Groups">The arms in the order of the protocol; one for all arms together where the reader may not see them apart.</param>
public sealed record StudyExposure(ConductedStudy Study, AcceptedProtocol Protocol, IReadOnlyList<Site> Sites, bool IsWhole, bool ShowsArms, IReadOnlyList<ArmExposure> Groups)
{
    /// <summary>The exposure of each arm, in the order of the protocol: as it was allocated, whatever was given.</summary>
    public static IReadOnlyList<ArmExposure> ByArm(StudyDesign design, IReadOnlyList<ParticipantExposure> participants) =>
        [.. design.Arms.Select(arm => ArmExposure.Of(arm, [.. participants.Where(one => string.Equals(one.Arm, arm.Code, StringComparison.Ordinal))]))];
}
