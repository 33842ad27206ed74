using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Sites;
using Equipoise.Conduct.Store;
using Equipoise.Conduct.Studies;

namespace Equipoise.Conduct.Screening;

/// <summary>All that is on record of a participant before randomization, read at one moment.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Site">The site.</param>
/// <param name="Protocol">The protocol the participant is on.</param>
/// <param name="Consents">The consents.</param>
/// <param name="Entries">The forms.</param>
/// <param name="Decisions">What the investigator decided.</param>
public sealed record ParticipantFile(
    Participant Participant, Site Site, AcceptedProtocol Protocol, IReadOnlyList<Consent> Consents, IReadOnlyList<FormEntry> Entries, IReadOnlyList<Decision> Decisions)
{
    /// <summary>Whether there is consent and it stands.</summary>
    public bool HasConsent => Consents.Count > 0 && Consents.All(consent => consent.WithdrawnOn is null);

    /// <summary>The file without the log of doses, which tells the arm, for those who may not know it.</summary>
    public ParticipantFile WithoutDoses() => this with { Entries = [.. Entries.Where(entry => !string.Equals(entry.Form, Protocol.Design.DoseLog?.Code, StringComparison.Ordinal))] };

    /// <summary>The arm, by which forms ask for what it gives; null before randomization. Who may see it is for others to say.</summary>
    internal string? Arm { get; init; }

    /// <summary>Judges eligibility on a day.</summary>
    public EligibilityReport Judge(DateOnly asOf) => EligibilityJudge.Judge(
        Protocol.Protocol.Criteria,
        Protocol.Number,
        FactsOnRecord.Gather(Protocol.Design, Participant.Code, Entries, Consents, Site.ReferenceRanges()),
        Entries,
        Decisions,
        asOf,
        Protocol.Design.ScreeningDays);

    internal static async Task<ParticipantFile> ReadAsync(ConductSnapshot snapshot, Participant participant) => new(
        participant,
        await snapshot.SiteAsync(participant.Study, participant.Site),
        await snapshot.ProtocolAsync(participant.Study, participant.ProtocolVersion),
        await snapshot.ConsentsAsync(participant.Study, participant.Code),
        await snapshot.EntriesAsync(participant.Study, participant.Code),
        await snapshot.DecisionsAsync(participant.Study, participant.Code))
    {
        Arm = participant.Status is ParticipantStatus.Randomized or ParticipantStatus.OffStudy ? (await snapshot.AllocationAsync(participant.Study, participant.Code))?.Arm : null,
    };
}
