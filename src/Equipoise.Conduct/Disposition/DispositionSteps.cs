using System.Globalization;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Store;
using Equipoise.Conduct.Treatment;

namespace Equipoise.Conduct.Disposition;

/// <summary>Records the end of treatment and of the study, withdrawal of consent, survival and death.</summary>
/// <param name="store">The conduct database.</param>
public sealed class DispositionSteps(ConductStore store)
{
    private const int LongestNote = 2000;

    /// <summary>Records an event.</summary>
    /// <param name="actor">Who records it.</param>
    /// <param name="study">The study.</param>
    /// <param name="code">The participant.</param>
    /// <param name="kind">One of <see cref="DispositionKind"/>.</param>
    /// <param name="on">The day.</param>
    /// <param name="reason">The code of the protocol's reason; asked for at the end of treatment or study, else empty.</param>
    /// <param name="note">In words; asked for where an earlier event of the kind is corrected.</param>
    /// <param name="stillAllowed">At a withdrawal, the codes of the forms that may still be filled in.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StepRefusedException">The actor may not, or it cannot have been so.</exception>
    public Task<DispositionEvent> RecordAsync(
        Actor actor, string study, string code, string kind, DateOnly on, string reason, string note, IReadOnlyList<string>? stillAllowed = null, CancellationToken cancellation = default) =>
        store.ChangeAsync(
            actor,
            study,
            async change =>
            {
                var participant = await change.TakeParticipantAsync(Permission.EnterData, study, code);
                var file = await ParticipantFile.ReadAsync(change, participant);
                var earlier = await change.DispositionsAsync(study, code);
                Check(file, earlier, kind, on, note, change.Today(file.Site.TimeZone));
                CheckReason(file, kind, reason);
                await CheckOrderAsync(change, file, kind, on);

                var happened = new DispositionEvent { Number = earlier.Count + 1, Kind = kind, OnDay = on, Reason = reason, Note = note.Trim() };
                await change.AddDispositionAsync(code, happened);
                if (kind is DispositionKind.Withdrawal)
                    await WithdrawAsync(change, file, on, stillAllowed ?? []);
                var after = StatusAfter(participant, kind);
                await change.KeepParticipantAsync(after);
                change.Tell(new AuditFact($"participant.{kind}", $"participant/{code}")
                {
                    Site = file.Site.Code,
                    TimeZone = file.Site.TimeZone,
                    Participant = code,
                    ProtocolVersion = participant.ProtocolVersion,
                    Reason = happened.Note.Length == 0 ? null : happened.Note,
                    Changes = [.. Changes(earlier, happened, participant, after, stillAllowed)],
                });
                return happened;
            },
            cancellation);

    /// <summary>What happened to a participant so far.</summary>
    /// <exception cref="StepRefusedException">There is none whom the actor may see.</exception>
    public Task<IReadOnlyList<DispositionEvent>> ListAsync(Actor actor, string study, string code, CancellationToken cancellation = default) =>
        store.ReadAsync(
            async snapshot =>
            {
                await snapshot.ParticipantAsync(actor, Permission.ReadParticipants, study, code);
                return await snapshot.DispositionsAsync(study, code);
            },
            cancellation);

    private static void Check(ParticipantFile file, IReadOnlyList<DispositionEvent> earlier, string kind, DateOnly on, string note, DateOnly today)
    {
        var code = file.Participant.Code;
        if (kind is not (DispositionKind.TreatmentEnd or DispositionKind.StudyEnd or DispositionKind.Withdrawal or DispositionKind.Alive or DispositionKind.Death))
            throw StepRefusedException.Invalid("disposition-kind", "The kind is treatment-end, study-end, withdrawal, alive or death.");
        if (file.Consents.Count == 0)
            throw StepRefusedException.Conflict("consent-missing", $"{code} has no consent on record.");
        if (file.Participant.Status is ParticipantStatus.ScreenFailure)
            throw StepRefusedException.Conflict("screen-failure", $"{code} is a screening failure: its data are closed.");
        if (file.Participant.Status is ParticipantStatus.Screening && kind is not DispositionKind.Withdrawal)
            throw StepRefusedException.Conflict("not-randomized", $"{code} is not randomized: record a screening failure instead.");
        if (on > today)
            throw StepRefusedException.Invalid("date-in-future", $"{on:yyyy-MM-dd} has not come yet at the site.");
        if (on < file.Consents[0].ConsentedOn)
            throw StepRefusedException.Invalid("before-consent", $"{on:yyyy-MM-dd} is before the consent of {file.Consents[0].ConsentedOn:yyyy-MM-dd}.");
        if (note is null || note.Length > LongestNote)
            throw StepRefusedException.Invalid("note", $"The note has at most {LongestNote} letters.");
        if (kind is not DispositionKind.Alive && earlier.Any(one => string.Equals(one.Kind, kind, StringComparison.Ordinal)) && note.Trim().Length < 3)
            throw StepRefusedException.Invalid("reason-missing", "This is on record already: to correct it, say why in the note.");
        if (kind is DispositionKind.Withdrawal && !file.HasConsent)
            throw StepRefusedException.Conflict("consent-withdrawn", $"{code} has withdrawn consent already.");
        var death = earlier.LastOrDefault(one => one.Kind is DispositionKind.Death);
        if (death is not null && kind is not DispositionKind.Death && on > death.OnDay)
            throw StepRefusedException.Invalid("after-death", $"{on:yyyy-MM-dd} is after the death of {death.OnDay:yyyy-MM-dd}: correct one of the two.");
        var lastAlive = earlier.Where(one => one.Kind is DispositionKind.Alive).Select(one => (DateOnly?)one.OnDay).Max();
        if (kind is DispositionKind.Death && on < lastAlive)
            throw StepRefusedException.Invalid("alive-later", $"{code} was known to be alive on {lastAlive:yyyy-MM-dd}: a death on {on:yyyy-MM-dd} cannot be right.");
    }

    private static void CheckReason(ParticipantFile file, string kind, string reason)
    {
        var asks = kind is DispositionKind.TreatmentEnd or DispositionKind.StudyEnd;
        if (!asks && !string.IsNullOrEmpty(reason))
            throw StepRefusedException.Invalid("reason", "A reason of the protocol belongs to the end of treatment or study: use the note.");
        if (!asks)
            return;
        var fitting = file.Protocol.Design.DiscontinuationReasons.Where(one => kind is DispositionKind.TreatmentEnd ? one.EndsTreatment : one.EndsStudy).Select(one => one.Code).ToList();
        if (!fitting.Contains(reason, StringComparer.Ordinal))
            throw StepRefusedException.Invalid("reason", $"The protocol's reasons for this are {string.Join(", ", fitting)}.");
    }

    private static async Task CheckOrderAsync(ConductChange change, ParticipantFile file, string kind, DateOnly on)
    {
        if (kind is DispositionKind.Withdrawal or DispositionKind.Alive)
            return;
        if (await change.AllocationAsync(file.Participant.Study, file.Participant.Code) is { } allocation && on < allocation.RandomizedOn)
            throw StepRefusedException.Invalid("before-randomization", $"{on:yyyy-MM-dd} is before the randomization of {allocation.RandomizedOn:yyyy-MM-dd}.");
        if (ExposureLog.Read(file.Protocol.Design, file.Entries).Given is [.., var last] && on < last.Day)
            throw StepRefusedException.Invalid("before-last-dose", $"{last.Id} says that a dose was given on {last.Day:yyyy-MM-dd}: this cannot have been on {on:yyyy-MM-dd}. Correct one of the two.");
    }

    private static async Task WithdrawAsync(ConductChange change, ParticipantFile file, DateOnly on, IReadOnlyList<string> stillAllowed)
    {
        if (stillAllowed.FirstOrDefault(form => file.Protocol.Design.Form(form) is null) is { } stray)
            throw StepRefusedException.Invalid("no-such-form", $"The protocol has no form '{stray}'.");
        await change.WithdrawConsentAsync(file.Participant.Code, on, string.Join(' ', stillAllowed));
    }

    private static Participant StatusAfter(Participant participant, string kind) => kind switch
    {
        DispositionKind.StudyEnd or DispositionKind.Death => participant with { Status = ParticipantStatus.OffStudy },
        DispositionKind.Withdrawal when participant.Status is ParticipantStatus.Screening =>
            participant with { Status = ParticipantStatus.ScreenFailure, FailureReason = "consent withdrawn", FailedCriteria = "" },
        _ => participant,
    };

    private static IEnumerable<AuditChange> Changes(IReadOnlyList<DispositionEvent> earlier, DispositionEvent happened, Participant before, Participant after, IReadOnlyList<string>? stillAllowed)
    {
        var last = earlier.LastOrDefault(one => string.Equals(one.Kind, happened.Kind, StringComparison.Ordinal));
        yield return new AuditChange("on", last?.OnDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), happened.OnDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (happened.Reason.Length > 0)
            yield return new AuditChange("reason", last?.Reason, happened.Reason);
        if (happened.Kind is DispositionKind.Withdrawal)
            yield return new AuditChange("stillAllowed", null, string.Join(' ', stillAllowed ?? []));
        if (!string.Equals(before.Status, after.Status, StringComparison.Ordinal))
            yield return new AuditChange("status", before.Status, after.Status);
    }
}
