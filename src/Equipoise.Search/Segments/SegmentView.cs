using System.Numerics;
using Equipoise.Search.Files;
using Equipoise.Search.Schema;

namespace Equipoise.Search.Segments;

/// <summary>A segment and which of its documents were deleted at some moment.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Deleted">A bit for each deleted document, or null where there is none. Never changed.</param>
internal sealed record SegmentView(Segment Segment, ulong[]? Deleted)
{
    /// <summary>How many documents are not deleted.</summary>
    public int LiveCount { get; } = Segment.DocumentCount - (Deleted?.Sum(word => BitOperations.PopCount(word)) ?? 0);

    public static SegmentView Open(string folder, IndexSchema schema, SegmentEntry entry, bool verify)
    {
        var segment = new Segment(folder, schema, entry, verify);
        try
        {
            return Share(folder, segment, entry);
        }
        catch
        {
            segment.Release();
            throw;
        }
    }

    /// <summary>The view of a segment already open that an entry describes.</summary>
    public static SegmentView Share(string folder, Segment segment, SegmentEntry entry) =>
        new(segment, entry.Deletions is { } deletions ? Read(folder, deletions) : null);

    public bool IsDeleted(int document) => Deleted is not null && (Deleted[document >> 6] >> document & 1) != 0;

    /// <summary>The same with more documents deleted.</summary>
    public SegmentView Without(IReadOnlyCollection<int> documents)
    {
        if (documents.Count == 0)
            return this;
        var deleted = Deleted?.AsSpan().ToArray() ?? new ulong[(Segment.DocumentCount + 63) / 64];
        foreach (var document in documents)
            deleted[document >> 6] |= 1UL << document;
        return new SegmentView(Segment, deleted);
    }

    /// <summary>Writes its deletions to a file.</summary>
    public FileEntry Write(string folder, long generation)
    {
        using var sink = new FileSink(Path.Combine(folder, TableFiles.Deletions(Segment.Entry.Number, generation)));
        sink.WriteAll<ulong>(Deleted);
        return sink.Finish();
    }

    // Always verified: it is small, and a wrong bit would hide a document.
    private static ulong[] Read(string folder, FileEntry entry)
    {
        using var file = new MappedFile(Path.Combine(folder, entry.Name), entry, isTrusted: false);
        return file.Slice<ulong>(0, file.Length / 8).ToArray();
    }
}
