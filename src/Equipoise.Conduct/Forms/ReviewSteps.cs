using Equipoise.Conduct.Access;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Review;
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
                CheckUnlocked(participant);
                if (entry.Version != version)
                    throw StepRefusedException.Stale($"The entry {id}");
                if (!entry.Counts)
                    throw StepRefusedException.Conflict("entry-struck", $"The entry {id} was struck out.");
                if (IsSet(entry, mark) == isSet)
                    throw StepRefusedException.Conflict("mark", $"The entry {id} is {(isSet ? "" : "not ")}{Name(mark)} already.");
                if (!isSet && string.IsNullOrWhiteSpace(reason))
                    throw StepRefusedException.Invalid("reason-missing", "To lift a mark needs a reason.");

                var marked = With(entry, mark, isSet);
                await change.KeepEntryAsync(code, marked);
                change.Tell(new AuditFact(isSet ? "form.mark" : "form.unmark", $"form/{id}")
                {
                    Site = file.Site.Code,
                    TimeZone = file.Site.TimeZone,
                    Participant = code,
                    ProtocolVersion = participant.ProtocolVersion,
                    Reason = string.IsNullOrWhiteSpace(reason) ? null : reason,
                    Changes = [new(Name(mark), IsSet(entry, mark) ? "yes" : "no", isSet ? "yes" : "no")],
                });
                return marked;
            },
            cancellation);

    /// <summary>Sets or lifts a mark on several entries of a participant, as of a visit, in one act: all of them or none, and one entry of the trail
    /// that lists each. Those that have the mark so already are left as they are.</summary>
    /// <param name="actor">The monitor, or the data manager.</param>
    /// <param name="study">The study.</param>
    /// <param name="code">The participant.</param>
    /// <param name="entries">The entries as the actor read them.</param>
    /// <param name="mark">The mark.</param>
    /// <param name="isSet">Whether it is set; else lifted.</param>
    /// <param name="reason">Why; asked for where a mark is lifted.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The entries that were marked.</returns>
    /// <exception cref="StepRefusedException">The actor may not, somebody else changed one of them, or there is nothing to mark.</exception>
    public Task<IReadOnlyList<FormEntry>> MarkAsync(
        Actor actor, string study, string code, IReadOnlyList<EntryRead> entries, ReviewMark mark, bool isSet, string reason, CancellationToken cancellation = default) =>
        store.ChangeAsync<IReadOnlyList<FormEntry>>(
            actor,
            study,
            async change =>
            {
                var participant = await change.TakeParticipantAsync(mark == ReviewMark.Verified ? Permission.VerifySource : Permission.LockData, study, code);
                CheckUnlocked(participant);
                var site = await change.SiteAsync(study, participant.Site);
                var all = (await change.EntriesAsync(study, code)).ToDictionary(entry => entry.Id, StringComparer.Ordinal);
                if (!isSet && (reason is null || reason.Trim().Length is < 3 or > 2000))
                    throw StepRefusedException.Invalid("reason-missing", "To lift a mark needs a reason of 3 to 2,000 letters.");
                var marked = new List<FormEntry>();
                foreach (var read in entries.DistinctBy(read => read.Id, StringComparer.Ordinal))
                {
                    if (!all.TryGetValue(read.Id, out var entry))
                        throw StepRefusedException.NotFound("no-such-entry", $"{code} has no form entry {read.Id}.");
                    if (entry.Version != read.Version)
                        throw StepRefusedException.Stale($"The entry {read.Id}");
                    if (entry.Counts && IsSet(entry, mark) != isSet)
                        marked.Add(With(entry, mark, isSet));
                }

                if (marked.Count == 0)
                    throw StepRefusedException.Conflict("mark", $"None of the entries chosen is {(isSet ? "still to be" : "")} {Name(mark)}.".Replace("  ", " ", StringComparison.Ordinal));
                foreach (var entry in marked)
                    await change.KeepEntryAsync(code, entry);
                change.Tell(new AuditFact(isSet ? "form.mark" : "form.unmark", $"participant/{code}")
                {
                    Site = site.Code,
                    TimeZone = site.TimeZone,
                    Participant = code,
                    ProtocolVersion = participant.ProtocolVersion,
                    Reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(),
                    Changes = [.. marked.Select(entry => new AuditChange($"{entry.Id}/{Name(mark)}", isSet ? "no" : "yes", isSet ? "yes" : "no"))],
                });
                return marked;
            },
            cancellation);

    private static void CheckUnlocked(Participant participant)
    {
        if (participant.Locked != 0)
            throw StepRefusedException.Conflict("participant-locked", $"The data of {participant.Code} are locked: unlock the participant first.");
    }

    private static string Name(ReviewMark mark) => mark.ToString().ToLowerInvariant();

    private static FormEntry With(FormEntry entry, ReviewMark mark, bool isSet) => mark switch
    {
        ReviewMark.Verified => entry with { Verified = isSet ? 1 : 0 },
        ReviewMark.Frozen => entry with { Frozen = isSet ? 1 : 0 },
        _ => entry with { Locked = isSet ? 1 : 0 },
    };

    private static bool IsSet(FormEntry entry, ReviewMark mark) => mark switch
    {
        ReviewMark.Verified => entry.Verified != 0,
        ReviewMark.Frozen => entry.Frozen != 0,
        _ => entry.Locked != 0,
    };
}
