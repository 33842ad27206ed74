using System.Globalization;
using System.Threading.Channels;
using Equipoise.Registry.Records;
using Equipoise.Registry.Store;
using Equipoise.Registry.Vocabulary;
using Equipoise.Search;
using Equipoise.Search.Indexing;
using Equipoise.Search.Schema;
using Equipoise.Search.Snapshots;

namespace Equipoise.Registry.Indexing;

/// <summary>The search index over the store's records: derived from them, disposable, kept up to date by following the
/// store's changes.</summary>
/// <remarks>Safe for use by many threads. One process at a time may follow; any number may search.</remarks>
public sealed class StudyIndex : IDisposable
{
    /// <summary>The name under which the store keeps the vocabulary that searches use.</summary>
    public const string Vocabulary = "mesh";

    private const int CommitEvery = 20_000;
    // Far fewer than fill a buffer.
    private const int FewChanges = 4_000;
    private const int CommitNewEvery = 100_000;
    private readonly string folder;
    private readonly IndexOptions options;
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly CancellationTokenSource ending = new();
    private readonly TimeProvider clock;
    private readonly SpareEntries spare = new();

    private IndexWriter? writer;
    private volatile SearchIndex reader;
    private string vocabularyHash = "";
    private bool isHalfBuilt;
    private volatile bool isEmptyOfStudies;
    private bool isLetGo;

    private StudyIndex(string folder, IndexOptions options, IndexWriter? writer)
    {
        this.folder = folder;
        this.options = options;
        this.writer = writer;
        clock = options.Clock;
        // Names are read beside, where there is a second processor: they take longer than the index itself.
        var names = Task.Run(() => LearnedNames.Load(folder));
        reader = SearchIndex.Open(folder, Schema, options);
        Learned = names.GetAwaiter().GetResult();
        OtherNames = new OtherNames(name => Learned.Treatments.Others(name), name => Concepts.Others(name), LayNames.OthersOf);
    }

    /// <summary>The layout of the index.</summary>
    public static IndexSchema Schema { get; } = StudyIndexSchema.Build();

    /// <summary>The folder in which it lies, with what else is derived from the records.</summary>
    public string Folder => folder;

    /// <summary>The number of the store's last change that searches see.</summary>
    public long Change
    {
        get
        {
            using var snapshot = Acquire();
            return FollowedStore.ChangeOf(snapshot.UserData);
        }
    }

    /// <summary>When the data that searches see last changed: UTC, to the second, such as <c>2026-03-25T09:00:05</c>.</summary>
    public string DataTime
    {
        get
        {
            using var snapshot = Acquire();
            return snapshot.UserData.GetValueOrDefault(FollowedStore.TimeKey, "");
        }
    }

    /// <summary>A name for what searches see: as long as it is the same, they find the same.</summary>
    public string State
    {
        get
        {
            using var snapshot = Acquire();
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{snapshot.UserData.GetValueOrDefault(FollowedStore.StoreKey)} {FollowedStore.ChangeOf(snapshot.UserData)} {snapshot.UserData.GetValueOrDefault(FollowedStore.TimeKey)} {snapshot.Generation} {vocabularyHash}");
        }
    }

    /// <summary>What the records themselves have taught: where places lie, which names mean the same.</summary>
    public LearnedNames Learned { get; }

    /// <summary>The names of conditions and other things that an imported vocabulary says mean the same.</summary>
    public ConceptNames Concepts { get; private set; } = ConceptNames.None;

    /// <summary>The other names of things: those that records give, then those of the vocabulary.</summary>
    public OtherNames OtherNames { get; }

    /// <summary>Opens the index of a folder to follow the store, and empties it where it is damaged, of an older version or of
    /// another store: it is rebuilt from the store by the next <see cref="FollowAsync"/>.</summary>
    /// <param name="folder">Where it lies; made where it is not there.</param>
    /// <param name="store">The store it follows.</param>
    /// <param name="clock">The clock by which old generations expire.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="SearchException">Another process follows already.</exception>
    public static async Task<StudyIndex> OpenAsync(string folder, RegistryStore store, TimeProvider clock, CancellationToken cancellation = default)
    {
        var identity = await store.IdentifyAsync(cancellation);
        var settings = StudyIndexFolder.Options(clock);
        var opened = StudyIndexFolder.OpenWriter(folder, settings);
        if (!FollowedStore.Fits(opened.UserData, identity.StoreId, identity.LastChange))
        {
            opened.Dispose();
            Directory.Delete(folder, recursive: true);
            opened = StudyIndexFolder.OpenWriter(folder, settings);
            opened.Commit(FollowedStore.Remember(identity.StoreId, change: 0, FollowedStore.Now(clock), FollowedStore.Now(clock)));
        }

        return new StudyIndex(folder, settings, opened) { isEmptyOfStudies = identity.LastChange > 0 && FollowedStore.ChangeOf(opened.UserData) == 0 };
    }

    /// <summary>Opens the index of a folder to search it, while another process may follow the store.</summary>
    /// <exception cref="SearchException">There is none, or it is damaged.</exception>
    public static StudyIndex OpenToRead(string folder, TimeProvider clock) => new(folder, StudyIndexFolder.Options(clock), writer: null);

    /// <summary>Brings the index up to the store's last change. Where a record tells for the first time where a city lies, the entries
    /// of studies with sites in it that had no position are made anew; a city whose position is stated otherwise later stays where it
    /// was in entries made before, until their study changes or the index is rebuilt.</summary>
    /// <param name="store">The store.</param>
    /// <param name="progress">Told how many changes were taken in so far.</param>
    /// <param name="cancellation">Gives up; what was taken in by then is kept.</param>
    /// <returns>How many changes were taken in.</returns>
    /// <exception cref="SearchException">The index is damaged or gone, and <see cref="RebuildAsync"/> mends it; or the disk is full.</exception>
    public Task<long> FollowAsync(RegistryStore store, IProgress<long>? progress = null, CancellationToken cancellation = default) =>
        TakeTurnAsync(store, handed: null, progress, cancellation);

    /// <summary>The same, while more is stored: studies that are handed over in the order of their changes are not read again. Ends when no more are, and all
    /// that the store has is taken in.</summary>
    internal Task<long> TakeAsync(RegistryStore store, ChannelReader<StoredStudies> handed, CancellationToken cancellation) =>
        TakeTurnAsync(store, handed, progress: null, cancellation);

    private async Task<long> TakeTurnAsync(RegistryStore store, ChannelReader<StoredStudies>? handed, IProgress<long>? progress, CancellationToken cancellation)
    {
        using var whichever = CancellationTokenSource.CreateLinkedTokenSource(cancellation, ending.Token);
        // A caller that asks at the same moment as the background takes its turn, and finds little left to do.
        await turn.WaitAsync(whichever.Token);
        try
        {
            DemandWhole();
            return await FollowInTurnAsync(store, handed, shown: true, progress, whichever.Token);
        }
        catch (IOException failure) when (IndexFaults.IsDiskFull(failure))
        {
            throw IndexFaults.DiskFull(folder, failure);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Builds the index anew from the store. Searches find what they found before, or fail as they did, until it is
    /// whole.</summary>
    public async Task RebuildAsync(RegistryStore store, CancellationToken cancellation = default)
    {
        using var whichever = CancellationTokenSource.CreateLinkedTokenSource(cancellation, ending.Token);
        await turn.WaitAsync(whichever.Token);
        try
        {
            var identity = await store.IdentifyAsync(whichever.Token);
            isHalfBuilt = true;
            (writer ?? throw new InvalidOperationException("This index was opened to be read.")).Dispose();
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
            writer = StudyIndexFolder.OpenWriter(folder, options);
            writer.Commit(FollowedStore.Remember(identity.StoreId, change: 0, FollowedStore.Now(clock), FollowedStore.Now(clock)));
            await FollowInTurnAsync(store, handed: null, shown: false, progress: null, whichever.Token);
            var before = reader;
            reader = SearchIndex.Open(folder, Schema, options);
            (isHalfBuilt, isEmptyOfStudies) = (false, false);
            before.Dispose();
        }
        catch (IOException failure) when (IndexFaults.IsDiskFull(failure))
        {
            throw IndexFaults.DiskFull(folder, failure);
        }
        finally
        {
            turn.Release();
        }
    }

    private void DemandWhole()
    {
        if (isHalfBuilt)
            throw IndexFaults.HalfBuilt(folder);
        // What is open can be read on after its deletion, so nobody else would notice.
        if (!Directory.Exists(folder) || !Directory.EnumerateFiles(folder).Any())
            throw IndexFaults.Deleted(folder);
        using var snapshot = Acquire();
        snapshot.DemandWhole();
    }

    private async Task<long> FollowInTurnAsync(RegistryStore store, ChannelReader<StoredStudies>? handed, bool shown, IProgress<long>? progress, CancellationToken cancellation)
    {
        if (writer is null)
            throw new InvalidOperationException("This index was opened to be read.");
        await LearnWordsAsync(store, cancellation);
        var identity = await store.IdentifyAsync(cancellation);
        var change = FollowedStore.ChangeOf(writer.UserData);
        // Nobody pages through an index that is only being built.
        var isNew = change == 0 || handed is not null;
        // Few changes are taken in by one thread, which steps back behind those who search meanwhile.
        return !isNew && identity.LastChange - change is > 0 and <= FewChanges
            ? await QuietThread.RunAsync(() => FollowFromAsync(store, identity.StoreId, change, handed: null, isNew, quietly: true, shown, progress, cancellation))
            : await FollowFromAsync(store, identity.StoreId, change, handed, isNew, quietly: false, shown, progress, cancellation);
    }

    private async Task<long> FollowFromAsync(
        RegistryStore store, string storeId, long change, ChannelReader<StoredStudies>? handed, bool isNew, bool quietly, bool shown, IProgress<long>? progress, CancellationToken cancellation)
    {
        var (done, uncommitted) = (0L, 0);
        var prepared = new PreparedChanges(store, Learned, spare, quietly);
        var building = isNew ? IndexBuild.Begin(writer!) : null;
        try
        {
            await foreach (var changes in handed is null ? prepared.ReadAsync(change, cancellation) : prepared.ReadAsync(change, handed, cancellation))
            {
                foreach (var (_, id, entry) in changes)
                    Apply(id, entry);
                change = changes[^1].Number;
                done += changes.Count;
                uncommitted += changes.Count;
                progress?.Report(done);
                building?.KeepMemory();
                if (uncommitted >= (isNew ? CommitNewEvery : CommitEvery))
                {
                    // An import searches nothing, and need not wait.
                    Commit(storeId, change, shown, keepOlder: !isNew, waits: handed is null);
                    uncommitted = 0;
                }
            }

            if (uncommitted > 0 || (handed is not null && done > 0))
                Commit(storeId, change, shown, keepOlder: !isNew);
            await LocateAsync(store, storeId, change, shown, keepOlder: !isNew, cancellation);
            building?.Finish();
        }
        finally
        {
            building?.Dispose();
            spare.Cut();
        }

        if (isNew && shown)
            reader.Refresh();
        if (shown)
            isEmptyOfStudies = false;
        return done;
    }

    private async Task LocateAsync(RegistryStore store, string storeId, long change, bool shown, bool keepOlder, CancellationToken cancellation)
    {
        if (!Learned.Places.TakeNewlyLocated())
            return;
        IReadOnlyList<string> ids;
        using (var built = shown ? null : SearchIndex.Open(folder, Schema, options))
        using (var snapshot = (built ?? reader).Acquire())
            ids = UnlocatedSites.Studies(snapshot, Learned.Places, cancellation);
        // What is newer there than what this index has come to is applied once more when its turn comes.
        await foreach (var entry in UnlocatedSites.EntriesAsync(ids, store, Learned, cancellation))
            writer!.Upsert(entry.Id, entry.Document);
        if (ids.Count > 0)
            Commit(storeId, change, shown, keepOlder);
    }

    /// <summary>Reads every byte of the index, and lays it beside the store, study by study, unless it is damaged.</summary>
    public async Task<IndexComparison> CompareAsync(RegistryStore store, CancellationToken cancellation = default)
    {
        using var snapshot = Acquire();
        if (snapshot.Damages() is { Count: > 0 } damages)
            return new IndexComparison((await store.PresentIdsAsync(cancellation)).Count, Behind: 0, [], []) { Damages = damages };
        var held = snapshot.Keys().ToHashSet(StringComparer.Ordinal);
        var stored = await store.PresentIdsAsync(cancellation);
        var lastChange = (await store.IdentifyAsync(cancellation)).LastChange;
        var missing = stored.Where(id => !held.Remove(id)).ToList();
        return new IndexComparison(stored.Count, lastChange - FollowedStore.ChangeOf(snapshot.UserData), missing, [.. held.Order(StringComparer.Ordinal)]);
    }

    /// <summary>Lays nothing beside the store: what <see cref="CompareAsync"/> would say of an index that was never built.</summary>
    public static async Task<IndexComparison> CompareNothingAsync(RegistryStore store, CancellationToken cancellation = default)
    {
        var stored = await store.PresentIdsAsync(cancellation);
        return new IndexComparison(stored.Count, (await store.IdentifyAsync(cancellation)).LastChange, stored, []);
    }

    /// <summary>Takes in the vocabulary of the store, where there is a new one.</summary>
    public async Task LearnWordsAsync(RegistryStore store, CancellationToken cancellation = default)
    {
        if (await store.FindVocabularyAsync(Vocabulary, vocabularyHash, cancellation) is not { } found)
            return;
        using var text = new StreamReader(new MemoryStream(found.Content));
        (Concepts, vocabularyHash) = (ConceptNames.Read(text), found.Hash);
    }

    /// <summary>Forgets that it has taken in the last changes: the next <see cref="FollowAsync"/> takes them in once more, in the place of what they left.</summary>
    internal void ForgetLast(string storeId, long changes)
    {
        var known = writer!.UserData;
        writer.Commit(FollowedStore.Remember(storeId, Math.Max(1, FollowedStore.ChangeOf(known) - changes), FollowedStore.Now(clock), known.GetValueOrDefault(FollowedStore.BuiltKey, "")));
    }

    /// <summary>Hands over to another index what taking in changes has made for the next ones.</summary>
    internal void GiveRoomTo(StudyIndex other)
    {
        spare.GiveTo(other.spare);
        if (other.writer is { } its)
            writer!.GiveRoomTo(its);
    }

    /// <summary>Looks for what another process has committed.</summary>
    public void Refresh() => reader.Refresh();

    /// <summary>False while the index is being built for the first time and holds nothing yet, although the store holds studies.</summary>
    public bool IsBuilt => !isEmptyOfStudies;

    /// <summary>The index as it is now, to be searched and disposed after use. Never waits.</summary>
    /// <exception cref="SearchException">It holds nothing yet of a store that holds studies, so that whatever it found would be wrong.</exception>
    public Snapshot AcquireToSearch() => isEmptyOfStudies ? throw IndexFaults.NotBuiltYet(folder) : Acquire();

    /// <summary>The index as it is now, to be disposed after use. Never waits.</summary>
    public Snapshot Acquire()
    {
        while (true)
        {
            var current = reader;
            try
            {
                return current.Acquire();
            }
            catch (ObjectDisposedException) when (current != reader)
            {
                // It was built anew this moment: the next one is there.
                continue;
            }
        }
    }

    /// <summary>The index as it was in a generation, to be disposed after use; null where that is no longer kept.</summary>
    public Snapshot? Acquire(long generation) => reader.Acquire(generation);

    /// <summary>Lets the index go. What is taking in changes at this moment gives up, as if it had been asked to, and is waited for.</summary>
    public void Dispose()
    {
        if (isLetGo)
            return;
        isLetGo = true;
        ending.Cancel();
        turn.Wait();
        reader.Dispose();
        writer?.Dispose();
        writer = null;
        turn.Dispose();
        ending.Dispose();
    }

    /// <summary>What tells the index of a snapshot from another that was built from the same store at another time.</summary>
    public static string NameOf(Snapshot snapshot) => FollowedStore.NameOf(snapshot.UserData);

    private void Apply(StudyId id, StudyEntry? entry)
    {
        if (entry is null)
        {
            writer!.Delete(id.ToString());
            return;
        }

        writer!.Upsert(id.ToString(), entry.Document);
        spare.GiveBack(entry);
    }

    private void Commit(string storeId, long change, bool shown, bool keepOlder, bool waits = true)
    {
        Learned.Save();
        var remembered = FollowedStore.Remember(storeId, change, FollowedStore.Now(clock), writer!.UserData.GetValueOrDefault(FollowedStore.BuiltKey, ""));
        if (waits)
            writer.Commit(remembered, keepOlder);
        else
            writer.BeginCommit(remembered);
        if (!shown || !waits)
            return;
        reader.Refresh();
        isEmptyOfStudies = false;
    }
}
