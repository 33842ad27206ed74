using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Equipoise.Registry.Store;
using Equipoise.Search.Indexing;

namespace Equipoise.Registry.Indexing;

/// <summary>The changes of a store in their order, made into documents several at a time: the next ones while those before are taken in.</summary>
/// <param name="store">The store.</param>
/// <param name="learned">What the records have taught.</param>
/// <param name="spare">What they are made in.</param>
/// <param name="quietly">Whether one thread that steps back makes them, one after the other, rather than many.</param>
internal sealed class PreparedChanges(RegistryStore store, LearnedNames learned, SpareEntries spare, bool quietly)
{
    // What a batch holds is garbage soon after: of smaller ones less outlives a collection. It is some packs of the store.
    private const int BatchSize = 96;
    private const int QuietBatchSize = 64;

    // Few enough that no more entries than these grow to the size of what is in them.
    private const int PartSize = 32;

    /// <summary>The changes after a number, up to the store's last; none of the batches is empty.</summary>
    public async IAsyncEnumerable<IReadOnlyList<PreparedChange>> ReadAsync(long after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var next = FromStoreAsync(after, cancellation);
        while (await next is { Count: > 0 } changes)
        {
            next = FromStoreAsync(changes[^1].Number, cancellation);
            yield return changes;
        }
    }

    /// <summary>The same, those that are handed over by whoever stores them among them, without reading them from the store again.</summary>
    /// <param name="after">The number up to which the changes are known.</param>
    /// <param name="handed">Studies in the order of their changes. What others have changed between is read from the store, and so is what comes after the last of them.</param>
    /// <param name="cancellation">Gives up.</param>
    public async IAsyncEnumerable<IReadOnlyList<PreparedChange>> ReadAsync(
        long after, ChannelReader<StoredStudies> handed, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Task<IReadOnlyList<PreparedChange>>? ahead = null;
        await foreach (var studies in handed.ReadAllAsync(cancellation))
        {
            foreach (var some in studies.InParts(PartSize))
            {
                var preparing = Task.Run(() => Prepare(some, cancellation), cancellation);
                if (ahead is not null)
                    yield return await ahead;
                await foreach (var others in BetweenAsync(after, some.First, cancellation))
                    yield return others;
                (ahead, after) = (preparing, some.Last);
            }
        }

        if (ahead is not null)
            yield return await ahead;
        await foreach (var changes in ReadAsync(after, cancellation))
            yield return changes;
    }

    // A number is missing where the study has changed again since: it comes later.
    private async IAsyncEnumerable<IReadOnlyList<PreparedChange>> BetweenAsync(long after, long end, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (after + 1 < end)
        {
            var changes = (await FromStoreAsync(after, cancellation)).TakeWhile(change => change.Number < end).ToList();
            if (changes.Count == 0)
                yield break;
            after = changes[^1].Number;
            yield return changes;
        }
    }

    private Task<IReadOnlyList<PreparedChange>> FromStoreAsync(long after, CancellationToken cancellation)
    {
        return quietly ? QuietThread.AheadAsync(ReadAsync) : Task.Run(ReadAsync, cancellation);

        Task<IReadOnlyList<PreparedChange>> ReadAsync() =>
            store.ChangesAsync(after, quietly ? QuietBatchSize : BatchSize, change => new PreparedChange(change.Number, change.Id, Fill(change.Study)), byMany: !quietly, cancellation);
    }

    private IReadOnlyList<PreparedChange> Prepare(StoredStudies studies, CancellationToken cancellation) =>
        [
            .. studies.Studies.AsParallel().AsOrdered().WithCancellation(cancellation)
                .Select((study, number) => new PreparedChange(studies.First + number, study.Record.Id, Fill(study))),
        ];

    private StudyEntry? Fill(StoredStudy? study)
    {
        if (study is null)
            return null;
        var entry = spare.Take(study.Record.Utf8.Length);
        entry.Fill(study, learned);
        study.Record.Release();
        return entry;
    }
}
