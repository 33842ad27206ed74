using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Deviations;
using Equipoise.Conduct.Disposition;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Sites;
using Equipoise.Conduct.Studies;

namespace Equipoise.Conduct.Records;

/// <summary>All that is on record of a study's participants, as of one moment.</summary>
/// <param name="Study">The study.</param>
/// <param name="Protocol">Its protocol of today.</param>
/// <param name="Participants">Everybody with a screening number, by code.</param>
/// <param name="Allocations">Everybody who was randomized.</param>
/// <param name="Entries">The forms by participant, without what was struck out.</param>
/// <param name="Dispositions">What became of them, by participant, in the order it was recorded.</param>
/// <param name="Head">The last entry of the trail at that moment: what came after it is not in here.</param>
public sealed record StudyRecords(
    ConductedStudy Study,
    AcceptedProtocol Protocol,
    IReadOnlyList<Participant> Participants,
    IReadOnlyList<AllocationRecord> Allocations,
    ILookup<string, FormEntry> Entries,
    ILookup<string, DispositionEvent> Dispositions,
    TrailHead Head)
{
    /// <summary>Whether the trial is a simulated one, of nobody who exists.</summary>
    public bool IsSimulated { get; init; }

    /// <summary>The sites.</summary>
    public required IReadOnlyList<Site> Sites { get; init; }

    /// <summary>The deviations that somebody documented or a rule raised, those found to be none among them.</summary>
    public required IReadOnlyList<Deviation> Deviations { get; init; }
}
