using Equipoise.Conduct.Access;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Store;
using Equipoise.Conduct.Studies;

namespace Equipoise.Conduct.Review;

/// <summary>Locks participants and, when all of them are, the study (ICH E6(R3) 3.16: edit access ends before the final analysis); unlocks with a
/// reason.</summary>
/// <param name="store">The conduct database.</param>
public sealed class LockSteps(ConductStore store)
{
    /// <summary>Locks a participant: from then on no step changes anything of them.</summary>
    /// <param name="actor">The data manager.</param>
    /// <param name="study">The study.</param>
    /// <param name="code">The participant.</param>
    /// <param name="reason">Asked for where entries are not verified: why they need not be.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StepRefusedException">The actor may not, it is locked, or something stands in the way: all of it is named.</exception>
    public Task<Participant> LockAsync(Actor actor, string study, string code, string reason, CancellationToken cancellation = default) =>
        store.ChangeAsync(
            actor,
            study,
            async change =>
            {
                var participant = await change.TakeParticipantAsync(Permission.LockData, study, code);
                if (participant.Locked != 0)
                    throw StepRefusedException.Conflict("participant-locked", $"{code} is locked already.");
                var (review, _) = await ReviewReader.ReadAsync(change, participant);
                if (review.Hindrances is { Count: > 0 } hindrances)
                    throw new StepRefusedException(RefusalKind.Conflict, "not-ready", hindrances[0]) { Reasons = hindrances };
                if (review.Unverified > 0 && !IsReason(reason))
                    throw StepRefusedException.Invalid("reason-missing", $"{review.Unverified} of {review.Entries} entries of {code} are not verified: have them verified, or say in 3 to 2,000 letters why they need not be.");
                return await SetAsync(change, participant, isLocked: true, reason);
            },
            cancellation);

    /// <summary>Locks each participant of a study that nothing hinders, in a step of its own; the others stay as they are.</summary>
    /// <param name="actor">The data manager.</param>
    /// <param name="study">The study.</param>
    /// <param name="reason">As for one participant; without it only those are locked whose entries are all verified.</param>
    /// <param name="cancellation">Gives up; what is locked by then stays locked.</param>
    /// <returns>The codes of those that were locked.</returns>
    /// <exception cref="StepRefusedException">The actor may not, or nobody is ready.</exception>
    public async Task<IReadOnlyList<string>> LockReadyAsync(Actor actor, string study, string reason, CancellationToken cancellation = default)
    {
        var review = await new ReviewReader(store).StudyAsync(actor, study, site: null, cancellation);
        var ready = review.Participants.Where(one => one.IsReady(IsReason(reason)) && actor.May(Permission.LockData, one.Participant.Site)).Select(one => one.Participant.Code).ToList();
        if (ready.Count == 0)
            throw StepRefusedException.Conflict("not-ready", "No participant is ready to be locked: what stands in the way is named on each one's page.");
        foreach (var code in ready)
            await LockAsync(actor, study, code, reason, cancellation);
        return ready;
    }

    /// <summary>Unlocks a participant, with a reason.</summary>
    /// <exception cref="StepRefusedException">The actor may not, it is not locked, or the study is.</exception>
    public Task<Participant> UnlockAsync(Actor actor, string study, string code, string reason, CancellationToken cancellation = default) =>
        store.ChangeAsync(
            actor,
            study,
            async change =>
            {
                var participant = await change.TakeParticipantAsync(Permission.LockData, study, code);
                if (participant.Locked == 0)
                    throw StepRefusedException.Conflict("not-locked", $"{code} is not locked.");
                if ((await change.StudyAsync(study)).Locked != 0)
                    throw StepRefusedException.Conflict("study-locked", $"The database of {study} is locked: unlock that first.");
                DemandReason(reason);
                return await SetAsync(change, participant, isLocked: false, reason);
            },
            cancellation);

    /// <summary>Locks the study's database.</summary>
    /// <exception cref="StepRefusedException">The actor may not, it is locked, or participants are not.</exception>
    public Task<ConductedStudy> LockStudyAsync(Actor actor, string study, string reason, CancellationToken cancellation = default) =>
        store.ChangeAsync(
            actor,
            study,
            async change =>
            {
                actor.Demand(Permission.LockData, site: null);
                var found = await change.StudyAsync(study);
                if (found.Locked != 0)
                    throw StepRefusedException.Conflict("study-locked", $"The database of {study} is locked already.");
                IReadOnlyList<string> open = [.. (await change.ParticipantsAsync(study)).Where(one => one.Locked == 0).Select(one => $"{one.Code} is not locked.")];
                if (open.Count > 0)
                    throw new StepRefusedException(RefusalKind.Conflict, "not-ready", open[0]) { Reasons = open };
                DemandReason(reason);
                return await SetAsync(change, found, isLocked: true, reason);
            },
            cancellation);

    /// <summary>Unlocks the study's database, with a reason; its participants stay locked.</summary>
    /// <exception cref="StepRefusedException">The actor may not, or it is not locked.</exception>
    public Task<ConductedStudy> UnlockStudyAsync(Actor actor, string study, string reason, CancellationToken cancellation = default) =>
        store.ChangeAsync(
            actor,
            study,
            async change =>
            {
                actor.Demand(Permission.LockData, site: null);
                var found = await change.StudyAsync(study);
                if (found.Locked == 0)
                    throw StepRefusedException.Conflict("not-locked", $"The database of {study} is not locked.");
                DemandReason(reason);
                return await SetAsync(change, found, isLocked: false, reason);
            },
            cancellation);

    private static async Task<Participant> SetAsync(ConductChange change, Participant participant, bool isLocked, string reason)
    {
        var site = await change.SiteAsync(participant.Study, participant.Site);
        var set = participant with { Locked = isLocked ? 1 : 0 };
        await change.KeepLockAsync(set);
        change.Tell(new AuditFact(isLocked ? "participant.lock" : "participant.unlock", $"participant/{participant.Code}")
        {
            Site = site.Code,
            TimeZone = site.TimeZone,
            Participant = participant.Code,
            ProtocolVersion = participant.ProtocolVersion,
            Reason = Said(reason),
            Changes = [Change(isLocked)],
        });
        return set;
    }

    private static async Task<ConductedStudy> SetAsync(ConductChange change, ConductedStudy study, bool isLocked, string reason)
    {
        var set = study with { Locked = isLocked ? 1 : 0 };
        await change.KeepLockAsync(set);
        change.Tell(new AuditFact(isLocked ? "study.lock" : "study.unlock", $"study/{study.Id}") { ProtocolVersion = study.ProtocolVersion, Reason = Said(reason), Changes = [Change(isLocked)] });
        return set;
    }

    private static AuditChange Change(bool isLocked) => new("locked", isLocked ? "no" : "yes", isLocked ? "yes" : "no");

    private static string? Said(string? reason) => string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();

    private static bool IsReason(string? reason) => reason?.Trim().Length is >= 3 and <= 2000;

    private static void DemandReason(string? reason)
    {
        if (!IsReason(reason))
            throw StepRefusedException.Invalid("reason-missing", "Say why, in 3 to 2,000 letters.");
    }
}
