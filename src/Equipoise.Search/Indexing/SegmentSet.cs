using System.Text;
using Equipoise.Search.Schema;
using Equipoise.Search.Segments;

namespace Equipoise.Search.Indexing;

/// <summary>The writer's segments: adds, deletes and merges. Its methods are called by one thread at a time; a merge may run beside
/// them.</summary>
internal sealed class SegmentSet : IDisposable
{
    // A build merges so many segments at a time: each of its postings is merged once, and few segments are left.
    private const int MostBuilt = 16;

    // Fewer are merged by one thread.
    private const int FewBuilt = 6;

    private readonly Lock gate = new();
    private readonly string folder;
    private readonly IndexSchema schema;
    private readonly IndexOptions options;
    private readonly MergePolicy policy;
    private readonly List<SegmentView> views = [];

    // Segments that a build has written and that no merge has begun with; null where none goes on.
    private HashSet<long>? built;
    private readonly HashSet<long> beingWritten = [];
    private Task background = Task.CompletedTask;

    public SegmentSet(string folder, IndexSchema schema, IndexOptions options, Manifest? manifest)
    {
        this.folder = folder;
        this.schema = schema;
        this.options = options;
        policy = new MergePolicy(Math.Max(2, options.MergeFactor));
        NextSegment = manifest?.NextSegment ?? 1;
        try
        {
            foreach (var entry in manifest?.Segments ?? [])
                views.Add(SegmentView.Open(folder, schema, entry, options.VerifyChecksums));
        }
        catch
        {
            Release();
            throw;
        }
    }

    /// <summary>The number that the next segment gets.</summary>
    public long NextSegment { get; private set; }

    /// <summary>The segments as they are now.</summary>
    public IReadOnlyList<SegmentView> Views
    {
        get
        {
            lock (gate)
                return [.. views];
        }
    }

    /// <summary>Begins a build, or breaks it off: while one goes on, what it has written is merged once, many segments at a time, and nothing else is.</summary>
    public void Build(bool goesOn)
    {
        lock (gate)
            built = goesOn ? [] : null;
    }

    /// <summary>Ends a build: what was not enough for a merge becomes one segment, or two where it is much, while a merge that goes on comes to its end.</summary>
    public void EndBuild()
    {
        MergeWhatIsDue();
        var rest = Claim(all => [.. all.Where(IsBuilt).TakeLast(all.Count(IsBuilt) % MostBuilt)]);
        var merges = rest.Chunk(rest.Count < FewBuilt ? FewBuilt : (rest.Count + 1) / 2).Select(some => Task.Run(() => Merge(some)));
        Task.WhenAll([background, .. merges]).GetAwaiter().GetResult();
        MergeOn(Claim(Due));
        Build(goesOn: false);
    }

    /// <summary>Whether a merge is writing a segment just now.</summary>
    public bool IsBeingWritten(long segment)
    {
        lock (gate)
            return beingWritten.Contains(segment);
    }

    /// <summary>Deletes the documents with some keys.</summary>
    public void Delete(IReadOnlyCollection<string> keys)
    {
        var bytes = keys.Select(Encoding.UTF8.GetBytes).ToList();
        lock (gate)
        {
            for (var number = 0; number < views.Count; number++)
            {
                var view = views[number];
                view.Segment.DemandUnchanged();
                views[number] = view.Without([.. bytes.Select(key => view.Segment.Find(key)).Where(document => document >= 0 && !view.IsDeleted(document))]);
            }

            DropEmpty();
        }
    }

    /// <summary>Writes a buffer as a segment.</summary>
    public void Add(SegmentBuffer buffer)
    {
        long number;
        lock (gate)
            number = NextSegment++;
        var entry = buffer.Write(folder, number);
        var view = new SegmentView(new Segment(folder, schema, entry, verify: false), Deleted: null).Without(buffer.Replaced);
        lock (gate)
        {
            views.Add(view);
            built?.Add(number);
        }
    }

    /// <summary>Merges what has grown too many, here or beside.</summary>
    public void MergeWhatIsDue()
    {
        if (!options.MergeInBackground)
        {
            MergeOn(Claim(Due));
            return;
        }

        if (!background.IsCompleted)
            return;
        // A merge that failed says so here.
        background.GetAwaiter().GetResult();
        if (Claim(Due) is { Count: > 0 } first)
            background = built is null ? QuietThread.Start(() => MergeOn(first)) : Task.Run(() => MergeOn(first));
    }

    /// <summary>Merges everything into one segment without deleted documents.</summary>
    public void MergeAll()
    {
        background.GetAwaiter().GetResult();
        Merge(Claim(all => all.Count > 1 || all.Any(view => view.Deleted is not null) ? [.. all] : []));
    }

    /// <summary>Waits for the merges that run beside. What one wrote that failed is in no manifest: the next writer removes it, and the
    /// merge is due again.</summary>
    /// <returns>Whether they succeeded.</returns>
    public bool FinishMerges()
    {
        try
        {
            background.GetAwaiter().GetResult();
            return true;
        }
        catch (Exception failure) when (failure is IOException or SearchException)
        {
            return false;
        }
        finally
        {
            background = Task.CompletedTask;
        }
    }

    public void Dispose()
    {
        FinishMerges();
        Release();
    }

    private void MergeOn(IReadOnlyList<SegmentView> due)
    {
        for (; due.Count > 0; due = Claim(Due))
            Merge(due);
    }

    private IReadOnlyList<SegmentView> Due(IReadOnlyList<SegmentView> all)
    {
        if (built is null)
            return policy.Pick(all);
        var waiting = all.Where(IsBuilt).Take(MostBuilt).ToList();
        return waiting.Count == MostBuilt ? waiting : [];
    }

    private bool IsBuilt(SegmentView view) => built?.Contains(view.Segment.Entry.Number) == true;

    // Holds what is to be merged, so that it stays readable whatever is deleted meanwhile.
    private IReadOnlyList<SegmentView> Claim(Func<IReadOnlyList<SegmentView>, IReadOnlyList<SegmentView>> pick)
    {
        lock (gate)
        {
            var due = pick(views);
            foreach (var view in due)
            {
                view.Segment.TryHold();
                built?.Remove(view.Segment.Entry.Number);
            }

            return due;
        }
    }

    private void Merge(IReadOnlyList<SegmentView> due)
    {
        if (due.Count == 0)
            return;
        var merge = new SegmentMerge(due);
        long number;
        lock (gate)
        {
            number = NextSegment++;
            beingWritten.Add(number);
        }

        try
        {
            var entry = merge.DocumentCount == 0 ? null : merge.Write(folder, number, withPhrases: merge.DocumentCount >= options.PhrasesFrom);
            Replace(due, entry is null ? null : new SegmentView(new Segment(folder, schema, entry, verify: false), Deleted: null), merge.Places);
        }
        finally
        {
            lock (gate)
                beingWritten.Remove(number);
            foreach (var view in due)
                view.Segment.Release();
        }
    }

    // Documents deleted while the merge was running are deleted in the merged segment as well.
    private void Replace(IReadOnlyList<SegmentView> due, SegmentView? merged, IReadOnlyList<int[]> places)
    {
        lock (gate)
        {
            var at = views.FindIndex(view => view.Segment == due[0].Segment);
            var deleted = new List<int>();
            for (var number = 0; number < due.Count; number++)
            {
                var now = views.Find(view => view.Segment == due[number].Segment);
                for (var document = 0; document < places[number].Length; document++)
                {
                    if (places[number][document] >= 0 && (now is null || now.IsDeleted(document)))
                        deleted.Add(places[number][document]);
                }
            }

            foreach (var view in views.Where(view => due.Any(each => each.Segment == view.Segment)))
                view.Segment.Release();
            views.RemoveAll(view => due.Any(each => each.Segment == view.Segment));
            if (merged is not null)
                views.Insert(Math.Clamp(at, 0, views.Count), merged.Without(deleted));
        }
    }

    private void DropEmpty()
    {
        foreach (var view in views.Where(view => view.LiveCount == 0))
            view.Segment.Release();
        views.RemoveAll(view => view.LiveCount == 0);
    }

    private void Release()
    {
        lock (gate)
        {
            foreach (var view in views)
                view.Segment.Release();
            views.Clear();
        }
    }
}
