using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Safety;
using Equipoise.Conduct.Sites;
using Equipoise.Conduct.Store;
using Equipoise.Conduct.Studies;
using Equipoise.Storage.Databases;

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

    /// <summary>The file without what tells the arm, for those who may not know it: the log of doses, and of which drugs a form asks whether they caused an
    /// event.</summary>
    public ParticipantFile WithoutArm() => this with
    {
        Entries = [.. Entries.Where(entry => !string.Equals(entry.Form, Protocol.Design.DoseLog?.Code, StringComparison.Ordinal)).Select(entry => ArmAnswers.Without(entry, Protocol.Design))],
        Arm = null,
    };

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

    internal static async Task<ParticipantFile> ReadAsync(ConductSnapshot snapshot, Participant participant)
    {
        var batch = snapshot.Batch();
        var file = With(batch, participant);
        await batch.SendAsync();
        return await file(snapshot);
    }

    /// <summary>The same with a batch; what it returns makes the file, once the batch was sent.</summary>
    internal static Func<ConductSnapshot, Task<ParticipantFile>> With(StatementBatch batch, Participant participant)
    {
        var (study, code) = (participant.Study, participant.Code);
        var site = batch.Site(study, participant.Site);
        var protocol = batch.ProtocolHash(study, participant.ProtocolVersion);
        var consents = batch.Consents(study, code);
        var entries = batch.Entries(study, code);
        var decisions = batch.Decisions(study, code);
        var allocation = participant.Status is ParticipantStatus.Randomized or ParticipantStatus.OffStudy ? batch.Allocation(study, code) : null;
        return async snapshot => new ParticipantFile(
            participant,
            site.Value ?? throw StepRefusedException.NotFound("no-such-site", $"The study {study} has no site {participant.Site} that you may see."),
            await snapshot.ProtocolAsync(study, participant.ProtocolVersion, protocol.Value),
            consents.Value,
            entries.Value,
            decisions.Value)
        {
            Arm = allocation?.Value?.Arm,
        };
    }
}
