using Equipoise.Conduct.Studies;

namespace Equipoise.Conduct.Review;

/// <summary>How far a study's data are on their way to the database lock.</summary>
/// <param name="Study">The study.</param>
/// <param name="Participants">Each participant whom the reader may see, by code.</param>
public sealed record StudyReview(ConductedStudy Study, IReadOnlyList<ParticipantReview> Participants);
