using Equipoise.Search.Documents;
using Equipoise.Search.Files;
using Equipoise.Search.Schema;
using Equipoise.Search.Snapshots;

namespace Equipoise.Search.Indexing;

/// <summary>The one writer of an index. Safe for use by many threads; they take turns.</summary>
public sealed class IndexWriter : IDisposable
{
    // Words: of these and their places some 50 MB are kept at the most.
    private const int MostKept = 4_000_000;
    private readonly Lock gate = new();
    private readonly IndexSchema schema;
    private readonly IndexOptions options;
    private readonly FileStream folderLock;
    private readonly SegmentSet segments;
    private readonly CommitLog commits;
    private readonly HashSet<string> touched = new(StringComparer.Ordinal);
    private WordSpace space = new();
    private SegmentBuffer buffer;

    // While documents come in without end, two buffers take turns: what one has grown to is not made again for each segment.
    private SegmentBuffer? beingWritten;
    private Task writing = Task.CompletedTask;
    private bool hasChanges;
    private bool keepsOlder = true;
    private bool disposed;

    private IndexWriter(string folder, IndexSchema schema, IndexOptions options, FileStream folderLock)
    {
        this.schema = schema;
        this.options = options;
        this.folderLock = folderLock;
        commits = new CommitLog(folder, schema, options);
        segments = new SegmentSet(folder, schema, options, commits.Last);
        buffer = new SegmentBuffer(schema, space);
        commits.Clean(segments);
    }

    /// <summary>The last commit's generation; 0 before the first.</summary>
    public long Generation
    {
        get
        {
            lock (gate)
                return commits.Last?.Generation ?? 0;
        }
    }

    /// <summary>What the last commit was told to remember.</summary>
    public IReadOnlyDictionary<string, string> UserData
    {
        get
        {
            lock (gate)
                return commits.UserData;
        }
    }

    /// <summary>Opens the index in a folder, making both where there are none, and removes what a crash left behind.</summary>
    /// <exception cref="SearchException">Another writer has it open, its schema differs, or a file is damaged.</exception>
    public static IndexWriter Open(string folder, IndexSchema schema, IndexOptions options)
    {
        var taken = IndexFolder.Lock(folder);
        try
        {
            return new IndexWriter(folder, schema, options, taken);
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    /// <summary>Adds a document, or puts it in the place of the one with the same key.</summary>
    /// <param name="key">The document's key, up to 200 UTF-8 bytes.</param>
    /// <param name="document">The document; it may be changed afterwards.</param>
    /// <exception cref="SearchException">A field is unknown or its value does not fit; nothing is changed then.</exception>
    public void Upsert(string key, Document document)
    {
        DocumentCheck.Demand(schema, key, document);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            touched.Add(key);
            hasChanges = true;
            buffer.Upsert(key, document);
            if (buffer.Size < options.BufferedWords)
                return;
            BeginFlush();
            if (!options.MergeInBackground)
                writing.GetAwaiter().GetResult();
            segments.MergeWhatIsDue();
        }
    }

    /// <summary>Removes the document with a key; none is fine too.</summary>
    public void Delete(string key)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            touched.Add(key);
            hasChanges = true;
            buffer.Delete(key);
        }
    }

    /// <summary>Makes all changes so far durable and visible, as one step.</summary>
    /// <param name="userData">A few small strings to remember with them; null keeps those of the commit before.</param>
    /// <param name="keepOlder">Whether generations before this one stay readable for <see cref="IndexOptions.Retention"/>.</param>
    /// <returns>The new generation.</returns>
    public long Commit(IReadOnlyDictionary<string, string>? userData = null, bool keepOlder = true)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            Flush();
            segments.MergeWhatIsDue();
            (hasChanges, keepsOlder) = (false, keepOlder);
            return commits.Commit(segments, userData, keepOlder);
        }
    }

    /// <summary>Makes all changes so far durable and visible as one step, while others are taken already: what goes wrong is thrown by what comes next. Generations before are not kept.</summary>
    /// <param name="userData">A few small strings to remember with them.</param>
    public void BeginCommit(IReadOnlyDictionary<string, string> userData)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            BeginFlush();
            segments.MergeWhatIsDue();
            (hasChanges, keepsOlder) = (false, false);
            // Nothing else is written or committed before this has ended.
            var written = writing;
            writing = Task.Run(async () =>
            {
                await written;
                commits.Commit(segments, userData, keepOlder: false);
            });
        }
    }

    /// <summary>A snapshot of all changes so far, committed or not. What is not committed is lost if the process ends.</summary>
    public Snapshot Refresh()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            Flush();
            return new Snapshot(IndexState.Hold(commits.Last?.Generation ?? 0, commits.UserData, schema, segments.Views, options.Processors));
        }
    }

    /// <summary>Hands over to another writer what a few changes have grown, so that its first ones need not. Nothing happens where either has changes that are not committed.</summary>
    /// <param name="other">A writer of an index with the same schema.</param>
    public void GiveRoomTo(IndexWriter other)
    {
        SegmentBuffer given;
        WordSpace givenSpace;
        lock (gate)
        {
            if (hasChanges || beingWritten is not null || !ReferenceEquals(schema, other.schema))
                return;
            (given, givenSpace) = (buffer, space);
            space = new WordSpace();
            buffer = new SegmentBuffer(schema, space);
        }

        lock (other.gate)
        {
            if (!other.disposed && !other.hasChanges && other.beingWritten is null)
                (other.buffer, other.space) = (given, givenSpace);
        }
    }

    /// <summary>Says that a whole index comes in at once: until <see cref="EndBuild"/>, segments are merged many at a time and once only.</summary>
    public void BeginBuild()
    {
        lock (gate)
            segments.Build(goesOn: true);
    }

    /// <summary>Ends what <see cref="BeginBuild"/> has begun.</summary>
    /// <param name="isWhole">Whether all came in: what is not merged yet is merged now, and committed.</param>
    public void EndBuild(bool isWhole)
    {
        lock (gate)
        {
            if (disposed || !isWhole)
            {
                segments.Build(goesOn: false);
                return;
            }

            Flush();
            segments.EndBuild();
            if (hasChanges || commits.Last is null || commits.IsBehind(segments))
                commits.Commit(segments, userData: null, keepOlder: false);
            hasChanges = false;
        }
    }

    /// <summary>Merges all segments into one without deleted documents, and commits.</summary>
    public void MergeAll()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            Flush();
            segments.MergeAll();
            hasChanges = false;
            commits.Commit(segments, userData: null, keepOlder: true);
        }
    }

    /// <summary>Lets the index go. Changes since the last commit are lost; merges since then are not, unless there are such changes.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (disposed)
                return;
            disposed = true;
            // What was being written is in no manifest: the next writer removes it.
            Task.WaitAny(writing);
            TryCommitMerges();
            TryClean();
            segments.Dispose();
            folderLock.Dispose();
        }
    }

    // Readers of this process that held files of generations before may have let them go.
    private void TryClean()
    {
        try
        {
            commits.Clean(segments);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The next writer removes what is left.
        }
    }

    private bool TryCommitMerges()
    {
        try
        {
            if (!segments.FinishMerges() || hasChanges || !commits.IsBehind(segments))
                return false;
            commits.Commit(segments, userData: null, keepsOlder);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or SearchException)
        {
            // The generation before is whole, and the merges are due again.
            return false;
        }
    }

    // Whoever waits for it writes it: a thread that steps back behind searches does so here too.
    private void Flush()
    {
        // What a few changes have grown is kept for the next ones; what many have is given back.
        var isKept = beingWritten is null && buffer.Size <= MostKept;
        try
        {
            if (DeleteTouched())
                segments.Add(buffer);
        }
        finally
        {
            beingWritten = null;
            if (!isKept)
            {
                space.Clear();
                buffer = new SegmentBuffer(schema, space);
            }

            buffer.Clear();
        }
    }

    private void BeginFlush()
    {
        if (!DeleteTouched())
        {
            buffer.Clear();
            return;
        }

        var full = buffer;
        buffer = beingWritten ?? new SegmentBuffer(schema, space);
        buffer.Clear();
        beingWritten = full;
        writing = Task.Run(() => segments.Add(full));
    }

    // The segment before is there when it begins, so that what is replaced is deleted from it. Says whether there are documents to be written.
    private bool DeleteTouched()
    {
        writing.GetAwaiter().GetResult();
        if (touched.Count == 0)
            return false;
        segments.Delete(touched);
        touched.Clear();
        return buffer.DocumentCount > buffer.Replaced.Count;
    }
}
