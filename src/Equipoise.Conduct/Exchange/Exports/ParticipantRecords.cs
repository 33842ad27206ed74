using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Deviations;
using Equipoise.Conduct.Disposition;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Signatures;

namespace Equipoise.Conduct.Exchange.Exports;

/// <summary>What an export knows of one participant.</summary>
/// <param name="File">Consent, forms (struck ones too) and decisions.</param>
/// <param name="Dispositions">How treatment and study went on and ended.</param>
/// <param name="Allocation">The used slot; null where there is none.</param>
/// <param name="ShowsArm">Whether whoever takes the export may see the arm of the allocation.</param>
/// <param name="Trail">The participant's part of the trail, the oldest first; empty where the export has no use for it.</param>
public sealed record ParticipantRecords(
    ParticipantFile File, IReadOnlyList<DispositionEvent> Dispositions, AllocationRecord? Allocation, bool ShowsArm, IReadOnlyList<AuditEntry> Trail)
{
    /// <summary>The deviations from the protocol, by number.</summary>
    public IReadOnlyList<Deviation> Deviations { get; init; } = [];

    /// <summary>The electronic signatures, by number.</summary>
    public IReadOnlyList<ElectronicSignature> Signatures { get; init; } = [];

    /// <summary>The arm's code; null where nobody was randomized or the arm is not to be seen.</summary>
    public string? Arm => ShowsArm ? Allocation?.Arm : null;
}
