using Equipoise.Search.Files;

namespace Equipoise.Search.Segments;

/// <summary>A segment as the manifest knows it.</summary>
/// <param name="Number">Its number, never used again.</param>
/// <param name="Counts">How many documents each table has, the documents' own first.</param>
/// <param name="Files">Its files.</param>
/// <param name="Deletions">The file that says which documents are deleted, or null.</param>
internal sealed record SegmentEntry(long Number, IReadOnlyList<int> Counts, IReadOnlyList<FileEntry> Files, FileEntry? Deletions)
{
    /// <summary>How many bytes its files have.</summary>
    public long Bytes => Files.Sum(file => file.Length);

    /// <summary>All its files.</summary>
    public IEnumerable<FileEntry> AllFiles => Deletions is null ? Files : Files.Append(Deletions);
}
