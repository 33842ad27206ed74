using Equipoise.Conduct.Access;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Store;

namespace Equipoise.Conduct.Forms;

/// <summary>Marks entries as verified against their source, freezes and locks them, and lifts that with a reason.</summary>
/// <param name="store">The conduct database.</param>
public sealed class ReviewSteps(ConductStore store)
{
    /// <summary>Sets or lifts a mark.</summary>
    /// <param name="actor">The monitor, or the data manager.</param>
    /// <param name="study">The study.</param>
    /// <param name="code">The participant.</param>
    /// <param name="id">The entry.</param>
    /// <param name="mark">The mark.</param>
    /// <param name="isSet">Whether it is set; else lifted.</param>
    /// <param name="version">The version of the entry that the actor read.</param>
    /// <param name="reason">Why; asked for where a mark is lifted.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StepRefusedException">The actor may not, somebody else changed the entry, or the mark is so already.</exception>
    public Task<FormEntry> MarkAsync(Actor actor, string study, string code, string id, ReviewMark mark, bool isSet, long version, string reason, CancellationToken cancellation = default) =>
        store.ChangeAsync(
            actor,
            study,
            async change =>
            {
                var participant = await change.TakeParticipantAsync(mark == ReviewMark.Verified ? Permission.VerifySource : Permission.LockData, study, code);
                var file = await ParticipantFile.ReadAsync(change, participant);
                var entry = await change.EntryAsync(study, code, id);
                if (entry.Version != version)
                    throw StepRefusedException.Stale($"The entry {id}");
                if (!entry.Counts)
                    throw StepRefusedException.Conflict("entry-struck", $"The entry {id} was struck out.");
                if (IsSet(entry, mark) == isSet)
                    throw StepRefusedException.Conflict("mark", $"The entry {id} is {(isSet ? "" : "not ")}{mark.ToString().ToLowerInvariant()} already.");
                if (!isSet && string.IsNullOrWhiteSpace(reason))
                    throw StepRefusedException.Invalid("reason-missing", "To lift a mark needs a reason.");

                var value = isSet ? 1L : 0L;
                var marked = mark switch
                {
                    ReviewMark.Verified => entry with { Verified = value },
                    ReviewMark.Frozen => entry with { Frozen = value },
                    _ => entry with { Locked = value },
                };
                await change.KeepEntryAsync(code, marked);
                change.Tell(new AuditFact(isSet ? "form.mark" : "form.unmark", $"form/{id}")
                {
                    Site = file.Site.Code,
                    TimeZone = file.Site.TimeZone,
                    Participant = code,
                    ProtocolVersion = participant.ProtocolVersion,
                    Reason = string.IsNullOrWhiteSpace(reason) ? null : reason,
                    Changes = [new(mark.ToString().ToLowerInvariant(), IsSet(entry, mark) ? "yes" : "no", isSet ? "yes" : "no")],
                });
                return marked;
            },
            cancellation);

    private static bool IsSet(FormEntry entry, ReviewMark mark) => mark switch
    {
        ReviewMark.Verified => entry.Verified != 0,
        ReviewMark.Frozen => entry.Frozen != 0,
        _ => entry.Locked != 0,
    };
}
