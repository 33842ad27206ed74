using System.Globalization;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Sites;
using Equipoise.Conduct.Store;

namespace Equipoise.Conduct.Screening;

/// <summary>Gives screening numbers, records consent, screening failures and screening anew.</summary>
/// <param name="store">The conduct database.</param>
public sealed class ScreeningSteps(ConductStore store)
{
    private static readonly DateOnly Earliest = new(2000, 1, 1);

    /// <summary>Gives a screening number.</summary>
    /// <param name="actor">Who screens.</param>
    /// <param name="study">The study.</param>
    /// <param name="site">The site.</param>
    /// <param name="rescreenedFrom">The number of an earlier screening of the same person, which failed; null for none.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StepRefusedException">The actor may not, the study or site is not open, or the earlier screening did not fail.</exception>
    public Task<Participant> ScreenAsync(Actor actor, string study, string site, string? rescreenedFrom = null, CancellationToken cancellation = default) =>
        store.ChangeAsync(
            actor,
            study,
            async change =>
            {
                actor.Demand(Permission.ScreenParticipants, site);
                var open = await change.StudyAsync(study);
                if (rescreenedFrom is not null)
                    await CheckEarlierAsync(change, study, site, rescreenedFrom);
                var place = await change.NextScreeningNumberAsync(study, site);
                if (open.Locked != 0)
                    throw StepRefusedException.Conflict("study-locked", $"The database of {study} is locked: nobody is screened any more.");
                if (open.Status is not "open")
                    throw StepRefusedException.Conflict("study-closed", $"The study {study} is closed to new participants.");
                if (!place.IsActive)
                    throw StepRefusedException.Conflict("site-not-active", $"The site {site} is {place.Status}, not active: nobody is screened there.");

                var participant = new Participant
                {
                    Study = study,
                    Code = string.Create(CultureInfo.InvariantCulture, $"{site}-{place.Screened:000}"),
                    Site = site,
                    Status = ParticipantStatus.Screening,
                    ProtocolVersion = open.ProtocolVersion,
                    ScreenedOn = change.Today(place.TimeZone),
                    RescreenedFrom = rescreenedFrom,
                    Version = 1,
                };
                await change.AddParticipantAsync(participant);
                change.Tell(Fact("participant.screen", participant, place) with
                {
                    Changes = rescreenedFrom is null ? [new("status", null, participant.Status)] : [new("status", null, participant.Status), new("rescreenedFrom", null, rescreenedFrom)],
                });
                return participant;
            },
            cancellation);

    /// <summary>Records a participant's written consent: the first, or a new one after an amendment, for the protocol version of today. Who is in
    /// screening is on that version from then on; who was randomized stays on theirs until they are moved, with a reason (<see cref="AmendmentSteps"/>).</summary>
    /// <param name="actor">Who records it.</param>
    /// <param name="study">The study.</param>
    /// <param name="code">The participant.</param>
    /// <param name="consentVersion">The version of the consent form.</param>
    /// <param name="on">The day it was signed.</param>
    /// <param name="obtainedBy">Who obtained it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StepRefusedException">The actor may not, or consent cannot have been given so.</exception>
    public Task<Consent> ConsentAsync(Actor actor, string study, string code, string consentVersion, DateOnly on, string obtainedBy, CancellationToken cancellation = default) =>
        store.ChangeAsync(
            actor,
            study,
            async change =>
            {
                var participant = await change.TakeParticipantAsync(Permission.ScreenParticipants, study, code);
                var site = await change.SiteAsync(study, participant.Site);
                var open = await change.StudyAsync(study);
                var earlier = await change.ConsentsAsync(study, code);
                if (participant.Status is ParticipantStatus.ScreenFailure or ParticipantStatus.OffStudy)
                    throw StepRefusedException.Conflict("not-in-study", $"{code} is {participant.Status}: whoever is screened anew gets a new screening number.");
                if (consentVersion is null || consentVersion.Trim().Length is 0 or > 100)
                    throw StepRefusedException.Invalid("consent-version", "Name the version of the consent form that was signed.");
                if (obtainedBy is null || obtainedBy.Trim().Length is < 2 or > 200 || obtainedBy.Trim().Any(char.IsControl))
                    throw StepRefusedException.Invalid("consent-by", "Name who obtained the consent, in 2 to 200 letters on one line.");
                if (on > change.Today(site.TimeZone))
                    throw StepRefusedException.Invalid("date-in-future", $"Consent cannot have been signed on {on:yyyy-MM-dd}: that day has not come at the site.");
                if (on < Earliest || (earlier.Count > 0 && on < earlier[^1].ConsentedOn))
                    throw StepRefusedException.Invalid("consent-date", $"Consent of {on:yyyy-MM-dd} is older than it can be: correct the date.");
                if (earlier.FirstOrDefault(consent => string.Equals(consent.ConsentVersion, consentVersion.Trim(), StringComparison.Ordinal) && string.Equals(consent.ProtocolVersion, open.ProtocolVersion, StringComparison.Ordinal)) is { } same)
                    throw StepRefusedException.Conflict("consent-on-record", $"Consent to version {same.ConsentVersion} for protocol version {same.ProtocolVersion} is on record already, of {same.ConsentedOn:yyyy-MM-dd}.");
                if (earlier.Any(consent => consent.WithdrawnOn is not null))
                    throw StepRefusedException.Conflict("consent-withdrawn", $"{code} has withdrawn consent.");

                var consent = new Consent
                {
                    Number = earlier.Count + 1,
                    ConsentVersion = consentVersion.Trim(),
                    ProtocolVersion = open.ProtocolVersion,
                    ConsentedOn = on,
                    ObtainedBy = obtainedBy.Trim(),
                };
                await change.AddConsentAsync(code, consent);
                var moves = participant.Status is ParticipantStatus.Screening && !string.Equals(participant.ProtocolVersion, open.ProtocolVersion, StringComparison.Ordinal);
                await change.KeepParticipantAsync(moves ? participant with { ProtocolVersion = open.ProtocolVersion } : participant);
                List<AuditChange> changes =
                [
                    new("consentVersion", earlier.Count == 0 ? null : earlier[^1].ConsentVersion, consent.ConsentVersion),
                    new("consentedOn", null, on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), new("obtainedBy", null, consent.ObtainedBy),
                ];
                if (moves)
                    changes.Add(new("protocolVersion", participant.ProtocolVersion, open.ProtocolVersion));
                change.Tell(Fact("participant.consent", participant, site) with { Changes = changes, ProtocolVersion = open.ProtocolVersion });
                return consent;
            },
            cancellation);

    /// <summary>Records that screening failed. The same person may be screened anew under a new number.</summary>
    /// <param name="actor">Who records it.</param>
    /// <param name="study">The study.</param>
    /// <param name="code">The participant.</param>
    /// <param name="reason">Why.</param>
    /// <param name="criteria">The ids of the criteria that are not met; empty where it failed for another reason.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StepRefusedException">The actor may not, or the participant is not being screened.</exception>
    public Task<Participant> FailAsync(Actor actor, string study, string code, string reason, IReadOnlyList<string> criteria, CancellationToken cancellation = default) =>
        store.ChangeAsync(
            actor,
            study,
            async change =>
            {
                var participant = await change.TakeParticipantAsync(Permission.ScreenParticipants, study, code);
                var site = await change.SiteAsync(study, participant.Site);
                var protocol = await change.ProtocolAsync(study, participant.ProtocolVersion);
                if (participant.Status is not ParticipantStatus.Screening)
                    throw StepRefusedException.Conflict("not-in-screening", $"{code} is {participant.Status}, not in screening.");
                if (string.IsNullOrWhiteSpace(reason) || reason.Length > 2000)
                    throw StepRefusedException.Invalid("reason-missing", "A screening failure needs a reason of at most 2,000 letters.");
                if (criteria.FirstOrDefault(id => !protocol.Protocol.Criteria.Any(criterion => string.Equals(criterion.Id, id, StringComparison.Ordinal))) is { } stray)
                    throw StepRefusedException.Invalid("no-such-criterion", $"The protocol has no criterion '{stray}'.");

                var failed = participant with { Status = ParticipantStatus.ScreenFailure, FailureReason = reason, FailedCriteria = string.Join(' ', criteria) };
                await change.KeepParticipantAsync(failed);
                change.Tell(Fact("participant.screen-failure", participant, site) with
                {
                    Reason = reason,
                    Changes = [new("status", participant.Status, failed.Status), new("failedCriteria", null, failed.FailedCriteria)],
                });
                return failed;
            },
            cancellation);

    private static AuditFact Fact(string action, Participant participant, Site site) => new(action, $"participant/{participant.Code}")
    {
        Site = site.Code,
        TimeZone = site.TimeZone,
        Participant = participant.Code,
        ProtocolVersion = participant.ProtocolVersion,
    };

    private static async Task CheckEarlierAsync(ConductChange change, string study, string site, string code)
    {
        var earlier = await change.ParticipantAsync(change.Actor, Permission.ScreenParticipants, study, code);
        if (!string.Equals(earlier.Site, site, StringComparison.Ordinal))
            throw StepRefusedException.Invalid("other-site", $"{code} was screened at another site.");
        if (earlier.Status is not ParticipantStatus.ScreenFailure)
            throw StepRefusedException.Conflict("not-failed", $"{code} is {earlier.Status}: only after a screening failure is somebody screened anew.");
        if ((await change.ParticipantsAsync(study)).FirstOrDefault(other => string.Equals(other.RescreenedFrom, code, StringComparison.Ordinal)) is { } again)
            throw StepRefusedException.Conflict("rescreened", $"{code} was screened anew already, as {again.Code}.");
    }
}
