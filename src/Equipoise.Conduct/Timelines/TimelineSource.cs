using Equipoise.Conduct.Assessments;
using Equipoise.Conduct.Deviations;
using Equipoise.Conduct.Disposition;
using Equipoise.Conduct.Queries;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Signatures;

namespace Equipoise.Conduct.Timelines;

/// <summary>What a timeline is made of, as far as its reader may see it.</summary>
/// <param name="File">Consents and forms; without doses where they are not to be seen.</param>
/// <param name="Assessed">The same for derivations.</param>
/// <param name="Allocation">The allocation; null before randomization.</param>
/// <param name="ShowsArm">Whether the reader may see the arm.</param>
/// <param name="Dispositions">How treatment and study went on and ended.</param>
/// <param name="Deviations">The deviations.</param>
/// <param name="Queries">The queries.</param>
/// <param name="Signatures">The signatures.</param>
/// <param name="FailedAt">When a screening failure was recorded, in UTC; null where there is none.</param>
internal sealed record TimelineSource(
    ParticipantFile File,
    AssessedParticipant Assessed,
    AllocationRecord? Allocation,
    bool ShowsArm,
    IReadOnlyList<DispositionEvent> Dispositions,
    IReadOnlyList<Deviation> Deviations,
    IReadOnlyList<DataQuery> Queries,
    IReadOnlyList<ElectronicSignature> Signatures,
    string? FailedAt);
