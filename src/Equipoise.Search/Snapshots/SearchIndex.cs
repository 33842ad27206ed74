using Equipoise.Search.Indexing;
using Equipoise.Search.Schema;
using Equipoise.Search.Segments;

namespace Equipoise.Search.Snapshots;

/// <summary>An index to read, in this process or another than its writer's. Safe for use by many threads.</summary>
public sealed class SearchIndex : IDisposable
{
    private const int Attempts = 10;
    private readonly Lock refreshing = new();
    private readonly Lock gate = new();
    private readonly string folder;
    private readonly IndexSchema schema;
    private readonly IndexOptions options;
    private readonly Dictionary<long, IndexState> older = [];
    private volatile IndexState current;
    private volatile bool disposed;

    private SearchIndex(string folder, IndexSchema schema, IndexOptions options)
    {
        this.folder = folder;
        this.schema = schema;
        this.options = options;
        current = OpenNewest() ?? throw new SearchException($"There is no index in {folder}: build it first.") { IsDamage = true };
    }

    /// <summary>The newest generation that <see cref="Refresh"/> has seen.</summary>
    public long Generation => current.Generation;

    /// <summary>Opens the newest generation in a folder.</summary>
    /// <exception cref="SearchException">There is none, its schema differs, or a file is damaged.</exception>
    public static SearchIndex Open(string folder, IndexSchema schema, IndexOptions options) => new(folder, schema, options);

    /// <summary>Looks for a newer generation. Snapshots already taken stay as they are, and nobody who asks for one that is there waits.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Refresh()
    {
        lock (refreshing)
        {
            if (TakeUp() is not var (newest, before))
                return false;
            try
            {
                // Searches go on with the state before meanwhile.
                newest.Prepare(before);
            }
            catch
            {
                newest.Release();
                throw;
            }
            finally
            {
                before.Release();
            }

            PutInPlace(newest);
            return true;
        }
    }

    /// <summary>The newest generation, to be disposed after use. Never waits.</summary>
    public Snapshot Acquire()
    {
        while (true)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            // A state that was let go this moment has a successor.
            var state = current;
            if (state.TryHold())
                return new Snapshot(state);
        }
    }

    /// <summary>A generation by its number, to be disposed after use; null where it is no longer (or not yet) kept. Waits only for one that is
    /// being opened and is newer than all before.</summary>
    public Snapshot? Acquire(long generation)
    {
        if (generation > current.Generation)
        {
            lock (refreshing)
                return AcquireKept(generation);
        }

        return AcquireKept(generation);
    }

    private Snapshot? AcquireKept(long generation)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            if (generation == current.Generation)
                return Acquire();
            if (!older.TryGetValue(generation, out var state))
            {
                if (generation > current.Generation || !Manifest.Generations(folder).Contains(generation) || OpenGeneration(generation) is not { } opened)
                    return null;
                older.Add(generation, state = opened);
            }

            return state.TryHold() ? new Snapshot(state) : null;
        }
    }

    /// <summary>Lets the files go once the last snapshot is disposed.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (disposed)
                return;
            disposed = true;
            current.Release();
            foreach (var state in older.Values)
                state.Release();
            older.Clear();
        }
    }

    // The newest generation, opened, and the one that is current, held; null where they are the same. What a writer has removed is let go.
    private (IndexState Newest, IndexState Before)? TakeUp()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            var present = Manifest.Generations(folder);
            foreach (var gone in older.Keys.Where(generation => !present.Contains(generation)).ToList())
            {
                older.Remove(gone, out var state);
                state!.Release();
            }

            if (present.Count == 0 || present[^1] <= current.Generation || OpenNewest() is not { } newest)
                return null;
            current.TryHold();
            return (newest, current);
        }
    }

    private void PutInPlace(IndexState newest)
    {
        lock (gate)
        {
            if (disposed)
                newest.Release();
            ObjectDisposedException.ThrowIf(disposed, this);
            var before = current;
            current = newest;
            if (options.Retention > TimeSpan.Zero && Manifest.Generations(folder).Contains(before.Generation))
                older[before.Generation] = before;
            else
                before.Release();
        }
    }

    // A writer may remove a generation while it is being opened; then there is a newer one.
    private IndexState? OpenNewest()
    {
        for (var attempt = 1; Manifest.Generations(folder) is { Count: > 0 } generations; attempt++)
        {
            try
            {
                return OpenManifest(generations[^1]);
            }
            catch (Exception failure) when (failure is FileNotFoundException or SearchException && attempt < Attempts && Manifest.Generations(folder)[^1] > generations[^1])
            {
                continue;
            }
        }

        return null;
    }

    private IndexState? OpenGeneration(long generation)
    {
        try
        {
            return OpenManifest(generation);
        }
        catch (Exception failure) when (failure is FileNotFoundException or SearchException && !Manifest.Generations(folder).Contains(generation))
        {
            return null;
        }
    }

    private IndexState OpenManifest(long generation)
    {
        var manifest = Manifest.Read(folder, generation, schema);
        var views = new List<SegmentView>();
        try
        {
            foreach (var entry in manifest.Segments)
                views.Add(OpenView(entry));
        }
        catch
        {
            foreach (var view in views)
                view.Segment.Release();
            throw;
        }

        return new IndexState(generation, manifest.UserData, schema, views, options.Processors);
    }

    // A segment that is open already is shared.
    private SegmentView OpenView(SegmentEntry entry)
    {
        var open = older.Values.Append(current).OfType<IndexState>().SelectMany(state => state.Views).FirstOrDefault(view => view.Segment.Entry.Files.SequenceEqual(entry.Files));
        if (open is null || !open.Segment.TryHold())
            return SegmentView.Open(folder, schema, entry, options.VerifyChecksums);
        try
        {
            return SegmentView.Share(folder, open.Segment, entry);
        }
        catch
        {
            open.Segment.Release();
            throw;
        }
    }
}
