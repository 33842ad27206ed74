using Equipoise.Conduct.Disposition;
using Equipoise.Conduct.Queries;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Signatures;

namespace Equipoise.Conduct.Participants;

/// <summary>All that is on record of a participant.</summary>
/// <param name="File">Consent, forms and decisions.</param>
/// <param name="Signatures">The signatures, the oldest first.</param>
/// <param name="Dispositions">How treatment and study went on and ended.</param>
/// <param name="Allocation">The allocation; null where there is none or the reader may not see it.</param>
public sealed record Casebook(ParticipantFile File, IReadOnlyList<ElectronicSignature> Signatures, IReadOnlyList<DispositionEvent> Dispositions, AllocationRecord? Allocation)
{
    /// <summary>The protocol version that new participants come under; the participant's own may be an earlier one.</summary>
    public string StudyVersion { get; init; } = "";

    /// <summary>What was asked about the entries, with all that was said.</summary>
    public IReadOnlyList<QueryThread> Queries { get; init; } = [];
}
