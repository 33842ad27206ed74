using Equipoise.Conduct.Access;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Store;

namespace Equipoise.Conduct.Screening;

/// <summary>Judges eligibility, and takes the investigator's decisions.</summary>
/// <param name="store">The conduct database.</param>
/// <param name="time">The clock.</param>
public sealed class EligibilitySteps(ConductStore store, TimeProvider time)
{
    /// <summary>Whether a participant is eligible by what is on record: today, or on the last day that counted, of randomization or of the time for
    /// screening.</summary>
    /// <exception cref="StepRefusedException">There is no such participant that the actor may see.</exception>
    public Task<(ParticipantFile File, EligibilityReport Report)> JudgeAsync(Actor actor, string study, string code, CancellationToken cancellation = default) =>
        store.ReadAsync(
            async snapshot =>
            {
                var participant = await snapshot.ParticipantAsync(actor, Permission.ReadParticipants, study, code);
                var file = await ParticipantFile.ReadAsync(snapshot, participant);
                var today = Moments.DayAt(time.GetUtcNow(), file.Site.TimeZone);
                var last = (await snapshot.AllocationAsync(study, code))?.RandomizedOn ?? participant.ScreenedOn.AddDays(file.Protocol.Design.ScreeningDays);
                return (file, file.Judge(today < last ? today : last));
            },
            cancellation);

    /// <summary>Decides a statement that rests on judgment or attestation.</summary>
    /// <param name="actor">The investigator.</param>
    /// <param name="study">The study.</param>
    /// <param name="code">The participant.</param>
    /// <param name="criterion">The criterion's id.</param>
    /// <param name="statement">The statement, as <see cref="OpenStatement.Statement"/> words it.</param>
    /// <param name="holds">Whether it holds.</param>
    /// <param name="source">Where that can be read.</param>
    /// <param name="reason">Why the investigator decides so.</param>
    /// <param name="version">The version of the decision on this statement that the actor read; 0 for none.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StepRefusedException">The actor may not, somebody else has decided meanwhile, or there is nothing to decide: what facts can settle, facts must settle.</exception>
    public Task<Decision> DecideAsync(
        Actor actor, string study, string code, string criterion, string statement, bool holds, string source, string reason, long version = 0, CancellationToken cancellation = default) =>
        store.ChangeAsync(
            actor,
            study,
            async change =>
            {
                var participant = await change.TakeParticipantAsync(Permission.DecideEligibility, study, code);
                var file = await ParticipantFile.ReadAsync(change, participant);
                var today = change.Today(file.Site.TimeZone);
                if (participant.Status is not ParticipantStatus.Screening)
                    throw StepRefusedException.Conflict("not-in-screening", $"{code} is {participant.Status}: what was decided stands. What turns out wrong later is documented as a deviation.");
                if (!file.HasConsent)
                    throw StepRefusedException.Conflict("consent-missing", $"{code} has no consent on record: record it first.");
                if (source is null || source.Trim().Length is < 3 or > 500)
                    throw StepRefusedException.Invalid("source-missing", "Name the source in which this can be read, in 3 to 500 letters.");
                if (reason is null || reason.Trim().Length is < 3 or > 2000)
                    throw StepRefusedException.Invalid("reason-missing", "Give the reason of the decision, in 3 to 2,000 letters.");
                var judged = file.Judge(today).Criteria.FirstOrDefault(one => string.Equals(one.Verdict.Criterion.Id, criterion, StringComparison.Ordinal))
                    ?? throw StepRefusedException.NotFound("no-such-criterion", $"The protocol has no criterion '{criterion}'.");
                var open = judged.Statements.FirstOrDefault(one => string.Equals(one.Statement, statement, StringComparison.Ordinal))
                    ?? throw StepRefusedException.Conflict("not-for-decision", $"{criterion} has no such statement to decide: what facts can settle is settled by entering them, and no criterion can be waived.");
                if (version != (open.Decision?.Version ?? 0))
                    throw StepRefusedException.Stale($"The decision on {criterion}");

                var decision = new Decision
                {
                    Criterion = criterion,
                    Statement = statement,
                    Holds = holds ? 1 : 0,
                    Source = source.Trim(),
                    Reason = reason.Trim(),
                    DecidedOn = today,
                    DecidedBy = actor.Name,
                    Version = (open.Decision?.Version ?? 0) + 1,
                };
                await change.KeepDecisionAsync(code, decision);
                change.Tell(new AuditFact("eligibility.decide", $"criterion/{criterion}")
                {
                    Site = file.Site.Code,
                    TimeZone = file.Site.TimeZone,
                    Participant = code,
                    ProtocolVersion = participant.ProtocolVersion,
                    Reason = decision.Reason,
                    Changes = [new(statement, open.Decision is null ? null : Words(open.Decision.Holds != 0), Words(holds)), new("source", open.Decision?.Source, decision.Source)],
                });
                return decision;
            },
            cancellation);

    private static string Words(bool holds) => holds ? "holds" : "does not hold";
}
