using Equipoise.Conduct.Studies;

namespace Equipoise.Conduct.Assessments;

/// <summary>The participants of a study whom somebody may see, as of one moment.</summary>
/// <param name="Study">The study.</param>
/// <param name="Protocol">Its protocol of today; participants may be on an earlier one.</param>
/// <param name="Participants">By code.</param>
public sealed record AssessedStudy(ConductedStudy Study, AcceptedProtocol Protocol, IReadOnlyList<AssessedParticipant> Participants);
