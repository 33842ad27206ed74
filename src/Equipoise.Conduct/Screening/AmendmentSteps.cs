using Equipoise.Conduct.Access;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Store;

namespace Equipoise.Conduct.Screening;

/// <summary>Moves participants to an amendment of the protocol. Until then they stay on the version they consented to.</summary>
/// <param name="store">The conduct database.</param>
public sealed class AmendmentSteps(ConductStore store)
{
    /// <summary>Moves a participant to another version of the protocol.</summary>
    /// <param name="actor">Who does, at the site.</param>
    /// <param name="study">The study.</param>
    /// <param name="code">The participant.</param>
    /// <param name="version">The version.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StepRefusedException">The actor may not, there is no such version, or the participant has not consented to it.</exception>
    public Task<Participant> MoveAsync(Actor actor, string study, string code, string version, string reason, CancellationToken cancellation = default) =>
        store.ChangeAsync(
            actor,
            study,
            async change =>
            {
                var participant = await change.TakeParticipantAsync(Permission.ScreenParticipants, study, code);
                var site = await change.SiteAsync(study, participant.Site);
                if (participant.Status is not (ParticipantStatus.Screening or ParticipantStatus.Randomized))
                    throw StepRefusedException.Conflict("not-in-study", $"{code} is {participant.Status}: there is nothing to move.");
                if (string.IsNullOrEmpty(version) || string.Equals(participant.ProtocolVersion, version, StringComparison.Ordinal))
                    throw StepRefusedException.Conflict("same-version", $"{code} is on version {participant.ProtocolVersion} already.");
                var protocol = await change.ProtocolAsync(study, version);
                if (!(await change.ConsentsAsync(study, code)).Any(consent => consent.WithdrawnOn is null && string.Equals(consent.ProtocolVersion, version, StringComparison.Ordinal)))
                    throw StepRefusedException.Conflict("consent-missing", $"{code} has no consent on record for version {version}: record it first.");
                if (participant.Status is ParticipantStatus.Randomized && await change.AllocationAsync(study, code) is { } allocation && !protocol.Design.Arms.Any(arm => string.Equals(arm.Code, allocation.Arm, StringComparison.Ordinal)))
                    throw StepRefusedException.Conflict("no-such-arm", $"Version {version} has no arm {allocation.Arm}, in which {code} is: {code} stays on version {participant.ProtocolVersion}.");
                if (reason is null || reason.Trim().Length is < 3 or > 2000)
                    throw StepRefusedException.Invalid("reason-missing", "Say why, in 3 to 2,000 letters.");

                var moved = participant with { ProtocolVersion = version };
                await change.KeepParticipantAsync(moved);
                change.Tell(new AuditFact("participant.move", $"participant/{code}")
                {
                    Site = site.Code,
                    TimeZone = site.TimeZone,
                    Participant = code,
                    ProtocolVersion = version,
                    Reason = reason.Trim(),
                    Changes = [new("protocolVersion", participant.ProtocolVersion, version)],
                });
                return moved;
            },
            cancellation);
}
