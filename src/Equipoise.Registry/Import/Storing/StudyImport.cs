using Equipoise.Registry.Import.Sources;
using Equipoise.Registry.Indexing;
using Equipoise.Registry.Records;
using Equipoise.Registry.Store;

namespace Equipoise.Registry.Import.Storing;

/// <summary>Takes what sources hold into the store, batch by batch: an import that is cut off keeps its whole batches, and
/// begun again it ends as it would have.</summary>
/// <remarks>For use by one thread at a time.</remarks>
public sealed class StudyImport
{
    /// <summary>How many rejections and warnings are listed; all are counted.</summary>
    public const int MostListed = 10_000;

    // Small enough that readers of PostgreSQL and other writers never wait long, large enough that commits do not count.
    private const int BatchSize = 256;
    private const long BatchBytes = 32 * 1024 * 1024;

    private readonly RegistryStore store;
    private readonly bool keepSamples;
    private readonly StudyHandover? handover;
    private readonly SeenStudies seen = new();
    private readonly HashSet<StudyId> repeated = [];
    private readonly List<ImportRemark> rejections = [];
    private readonly List<ImportRemark> warnings = [];
    private List<ImportItem> batch = [];
    private List<ImportItem> beingStored = [];
    private Task<IReadOnlyList<PutOutcome>> storing = Task.FromResult<IReadOnlyList<PutOutcome>>([]);
    private long batchBytes;
    private long read;
    private long added;
    private long changed;
    private long unchanged;
    private long rejected;

    /// <summary>An import into a store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="keepSamples">True to leave the samples in it beside the records.</param>
    /// <param name="handover">Takes what was stored to the index at once; null leaves it for the index to follow.</param>
    public StudyImport(RegistryStore store, bool keepSamples = false, StudyHandover? handover = null) =>
        (this.store, this.keepSamples, this.handover) = (store, keepSamples, handover);

    /// <summary>What was done so far.</summary>
    public ImportSummary Summary => new(read, added, changed, unchanged, rejected, rejections, warnings);

    /// <summary>Takes items in. What this returns with is stored.</summary>
    /// <param name="items">The items, read as they are needed.</param>
    /// <param name="progress">Told after each batch how many items were read.</param>
    /// <param name="cancellation">Gives up; whole batches stay.</param>
    /// <exception cref="Equipoise.Storage.StorageException">The database fails; whole batches stay.</exception>
    public async Task TakeAsync(IEnumerable<ImportItem> items, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        try
        {
            foreach (var item in items)
            {
                cancellation.ThrowIfCancellationRequested();
                await TakeAsync(item, cancellation);
                if (batch.Count is 0)
                    progress?.Report(read);
            }

            await FlushAsync(progress: null, cancellation);
        }
        finally
        {
            // Whatever went wrong, nothing is being written any more when the caller hears of it, and what was is counted.
            await ((Task)storing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (storing.IsCompletedSuccessfully)
                await EndStoringAsync();
        }

        progress?.Report(read);
    }

    /// <summary>Stores what is waiting, together with what a live source wants remembered.</summary>
    /// <param name="progress">What it wants remembered, or null.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task FlushAsync(ImportProgress? progress, CancellationToken cancellation = default)
    {
        if (batch.Count > 0 || progress is not null)
            await BeginToStoreAsync(progress, cancellation);
        await EndStoringAsync();
    }

    /// <summary>Marks as removed the studies of the store that this import did not meet.</summary>
    /// <returns>How many these are.</returns>
    public async Task<int> RemoveOthersAsync(CancellationToken cancellation = default)
    {
        var others = (await store.IdsAsync(StudyOrigin.Registry, cancellation)).Where(id => !seen.Contains(id));
        return await store.RemoveAsync([.. others], cancellation);
    }

    private async Task TakeAsync(ImportItem item, CancellationToken cancellation)
    {
        read++;
        if (item.Rejection is { } reason)
        {
            Reject(item, reason);
            return;
        }

        foreach (var note in item.Notes)
            List(warnings, item, note);
        if (!seen.Add(item.Id!))
        {
            // The same study again has to find the first one in the store.
            await FlushAsync(progress: null, cancellation);
            repeated.Add(item.Id!);
        }

        batch.Add(item);
        batchBytes += item.Json.Length;
        if (batch.Count >= BatchSize || batchBytes >= BatchBytes)
            await BeginToStoreAsync(progress: null, cancellation);
    }

    // The next batch is read while this one is stored.
    private async Task BeginToStoreAsync(ImportProgress? progress, CancellationToken cancellation)
    {
        await EndStoringAsync();
        (beingStored, batch, batchBytes) = (batch, [], 0);
        var (items, again) = (beingStored, repeated.ToHashSet());
        repeated.Clear();
        storing = Task.Run(() => StoreAsync(items, again, progress, cancellation), cancellation);
    }

    private async Task<IReadOnlyList<PutOutcome>> StoreAsync(List<ImportItem> items, HashSet<StudyId> again, ImportProgress? progress, CancellationToken cancellation)
    {
        var prepared = items.AsParallel().AsOrdered().WithCancellation(cancellation).Select(item => Prepare(item, again.Contains(item.Id!))).ToList();
        var (outcomes, last) = await store.PutNumberedAsync(prepared.ConvertAll(each => each.Study), keepSamples, progress, cancellation);
        if (handover is null)
            return outcomes;
        var stored = prepared.Zip(outcomes).Where(each => each.Second is PutOutcome.New or PutOutcome.Changed)
            .Select(each => new StoredStudy(each.First.Record, StudyOrigin.Registry)).ToList();
        if (stored.Count > 0)
            await handover.HandAsync(new StoredStudies(last - stored.Count + 1, stored));
        return outcomes;
    }

    private async Task EndStoringAsync()
    {
        foreach (var (item, outcome) in beingStored.Zip(await storing))
            Count(item, outcome);
        beingStored = [];
    }

    private (IncomingStudy Study, StudyRecord Record) Prepare(ImportItem item, bool isRepeat)
    {
        var record = StudyRecord.Parse(item.Json);
        var study = IncomingStudy.From(record, item.Form) with { IsRepeat = isRepeat };
        if (handover is null)
            record.Release();
        return (study, record);
    }

    private void Count(ImportItem item, PutOutcome outcome)
    {
        switch (outcome)
        {
            case PutOutcome.New:
                added++;
                break;
            case PutOutcome.Changed:
                changed++;
                break;
            case PutOutcome.Contradicts:
                Reject(item, $"{item.Id} came before in this import with the same date of last update and other content: the first one is kept. Leave one of the two out.");
                break;
            default:
                unchanged++;
                break;
        }
    }

    private void Reject(ImportItem item, string reason)
    {
        rejected++;
        List(rejections, item, reason);
    }

    private static void List(List<ImportRemark> remarks, ImportItem item, string sentence)
    {
        if (remarks.Count < MostListed)
            remarks.Add(new ImportRemark(item.Source, item.Position.ToString(), item.Id?.ToString(), sentence));
    }
}
