using Equipoise.Conduct.Sites;
using Equipoise.Conduct.Studies;

namespace Equipoise.Conduct.Tumors;

/// <summary>How the randomized participants of a study fared on treatment whom somebody may see.</summary>
/// <param name="Study">The study.</param>
/// <param name="Protocol">Its protocol of today.</param>
/// <param name="Sites">The sites whose participants these are.</param>
/// <param name="IsWhole">Whether these are all sites of the study.</param>
/// <param name="ShowsArms">Whether the reader may see data of several participants by arm; otherwise none names its arm.</param>
/// <param name="Participants">By code.</param>
public sealed record StudyResponses(ConductedStudy Study, AcceptedProtocol Protocol, IReadOnlyList<Site> Sites, bool IsWhole, bool ShowsArms, IReadOnlyList<ResponseCourse> Participants);
