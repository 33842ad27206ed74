using Equipoise.Conduct.Access;
using Equipoise.Conduct.Store;

namespace Equipoise.Conduct.Records;

/// <summary>Reads a whole study for its analysis.</summary>
/// <param name="store">The conduct database.</param>
public sealed class StudyRecordsReader(ConductStore store)
{
    /// <summary>All that is on record, arms included.</summary>
    /// <exception cref="StepRefusedException">The actor may not, or there is no such study.</exception>
    public Task<StudyRecords> ReadAsync(Actor actor, string study, CancellationToken cancellation = default) =>
        store.ReadAsync(
            async snapshot =>
            {
                actor.Demand(Permission.Analyze, site: null);
                var found = await snapshot.StudyAsync(study);
                var entries = await snapshot.EntriesOfStudyAsync(study);
                return new StudyRecords(
                    found,
                    await snapshot.ProtocolAsync(study, found.ProtocolVersion),
                    await snapshot.ParticipantsAsync(study),
                    await snapshot.AllocationsAsync(study),
                    entries.Where(entry => entry.Entry.Counts).ToLookup(entry => entry.Participant, entry => entry.Entry, StringComparer.Ordinal),
                    (await snapshot.DispositionsOfStudyAsync(study)).ToLookup(one => one.Participant, one => one.Disposition, StringComparer.Ordinal),
                    await snapshot.HeadAsync(study));
            },
            cancellation);
}
