using Equipoise.Search.Files;
using Equipoise.Search.Schema;
using Equipoise.Search.Segments;

namespace Equipoise.Search.Indexing;

/// <summary>The generations of an index: writes the next one, and removes what has expired or was left behind by a crash.</summary>
internal sealed class CommitLog
{
    private readonly string folder;
    private readonly IndexSchema schema;
    private readonly IndexOptions options;
    private readonly List<Manifest> kept = [];
    private readonly HashSet<string> durable = new(StringComparer.Ordinal);
    private readonly Dictionary<long, (ulong[] Deleted, FileEntry Entry)> deletions = [];

    /// <summary>Reads the generations that a folder holds.</summary>
    /// <exception cref="SearchException">One is damaged, or was written with another schema.</exception>
    public CommitLog(string folder, IndexSchema schema, IndexOptions options)
    {
        this.folder = folder;
        this.schema = schema;
        this.options = options;
        foreach (var generation in Manifest.Generations(folder))
            kept.Add(Manifest.Read(folder, generation, schema));
        Last = kept.LastOrDefault();
        durable.UnionWith(kept.SelectMany(manifest => manifest.Segments).SelectMany(segment => segment.AllFiles).Select(file => file.Name));
    }

    /// <summary>The newest generation, or null.</summary>
    public Manifest? Last { get; private set; }

    public IReadOnlyDictionary<string, string> UserData => Last?.UserData ?? new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether the newest generation consists of other segments than these.</summary>
    public bool IsBehind(SegmentSet segments) =>
        Last is { } last && !segments.Views.Select(view => view.Segment.Entry.Number).SequenceEqual(last.Segments.Select(segment => segment.Number));

    /// <summary>Makes the segments durable, and them the next generation.</summary>
    public long Commit(SegmentSet segments, IReadOnlyDictionary<string, string>? userData, bool keepOlder)
    {
        var generation = (Last?.Generation ?? 0) + 1;
        var views = segments.Views;
        var entries = views.Select(view => view.Segment.Entry with { Deletions = WriteDeletions(view, generation) }).ToList();
        foreach (var file in entries.SelectMany(entry => entry.AllFiles))
            MakeDurable(file.Name);
        IndexFolder.Flush(folder);
        var remembered = userData is null ? UserData : new Dictionary<string, string>(userData, StringComparer.Ordinal);
        var manifest = new Manifest(generation, options.Clock.GetUtcNow(), Manifest.Fingerprint(schema), segments.NextSegment, remembered, entries);
        manifest.Write(folder);
        kept.Add(manifest);
        Last = manifest;
        while (!keepOlder && kept.Count > 1)
            RemoveOldest();
        Clean(segments);
        return generation;
    }

    /// <summary>Removes expired generations and files that nothing refers to. What is in use stays until a later time.</summary>
    public void Clean(SegmentSet segments)
    {
        var now = options.Clock.GetUtcNow();
        while (kept.Count > 1 && kept[1].Committed + options.Retention <= now)
        {
            RemoveOldest();
        }

        var needed = kept.SelectMany(manifest => manifest.Segments)
            .SelectMany(segment => segment.AllFiles)
            .Concat(segments.Views.SelectMany(view => view.Segment.Entry.Files))
            .Select(file => file.Name)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(folder, "*.new").Concat(Directory.EnumerateFiles(folder, "segment-*")))
        {
            var name = Path.GetFileName(path);
            if (needed.Contains(name) || (SegmentOf(name) is { } number && segments.IsBeingWritten(number)) || FilesInUse.Contains(folder, name))
                continue;
            Remove(name);
            durable.Remove(name);
        }

        var live = segments.Views.Select(view => view.Segment.Entry.Number).ToHashSet();
        foreach (var gone in deletions.Keys.Where(number => !live.Contains(number)).ToList())
            deletions.Remove(gone);
    }

    private void RemoveOldest()
    {
        Remove(Manifest.NameOf(kept[0].Generation));
        kept.RemoveAt(0);
    }

    private static long? SegmentOf(string name) =>
        name.Split('-', '.') is ["segment", var number, ..] && long.TryParse(number, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var segment) ? segment : null;

    private FileEntry? WriteDeletions(SegmentView view, long generation)
    {
        if (view.Deleted is null)
            return null;
        var number = view.Segment.Entry.Number;
        if (deletions.TryGetValue(number, out var written) && written.Deleted.AsSpan().SequenceEqual(view.Deleted))
            return written.Entry;
        var entry = view.Write(folder, generation);
        deletions[number] = (view.Deleted, entry);
        return entry;
    }

    private void MakeDurable(string name)
    {
        if (!durable.Add(name))
            return;
        using var file = File.OpenHandle(Path.Combine(folder, name), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        RandomAccess.FlushToDisk(file);
    }

    // A system that does not let go of files that others have open keeps them until a later time.
    private void Remove(string name)
    {
        try
        {
            File.Delete(Path.Combine(folder, name));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            durable.Remove(name);
        }
    }
}
