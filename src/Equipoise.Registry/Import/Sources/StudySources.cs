using Equipoise.Registry.Import.LegacyXml;

namespace Equipoise.Registry.Import.Sources;

/// <summary>Reads study records from files, archives and folders, one at a time, so that memory does not grow with the
/// source.</summary>
/// <remarks>
/// <para>What a file is, its first bytes tell: a study, a list, a page of the API (<c>{"studies":[…]}</c>) or records on
/// lines (NDJSON), the older XML (<c>clinical_study</c>); each as it is or as gzip; any number of them in a zip or tar
/// archive. UTF-8 and, by its byte order mark, UTF-16.</para>
/// <para>Nothing is ever unpacked to disk. What cannot be read becomes an item with a sentence, and costs no other record of
/// which the bounds can still be told.</para>
/// <para>For use by one thread at a time.</para>
/// </remarks>
/// <param name="limits">How much a source may ask of memory.</param>
public sealed class StudySources(ReadLimits? limits = null)
{
    private readonly ReadLimits limits = limits ?? new ReadLimits();

    /// <summary>What reading has cost so far.</summary>
    public ReadMeter Meter { get; } = new();

    /// <summary>What the older XML held that the records do not.</summary>
    public UnmappedElements Unmapped { get; } = new();

    /// <summary>How many bytes <see cref="Meter"/> will have counted when the file or folder is read.</summary>
    public static long SizeOf(string path) =>
        Directory.Exists(path) ? FolderWalk.Files(path).Sum(file => new FileInfo(file).Length) :
        File.Exists(path) ? new FileInfo(path).Length : 0;

    /// <summary>The records of a file or, by name and recursively, of a folder; links in a folder are not followed.</summary>
    public IEnumerable<ImportItem> Read(string path)
    {
        var label = SourceLabel.Of(path);
        if (!Directory.Exists(path))
        {
            return File.Exists(path)
                ? GuardedItems.Of(label, ReadFile(path, label))
                : [ImportItem.Rejected(label, default, "There is no such file or folder.")];
        }

        return GuardedItems.Of(label, ReadFolder(path, label));
    }

    private IEnumerable<ImportItem> ReadFolder(string folder, string label)
    {
        var files = 0;
        foreach (var file in FolderWalk.Files(folder))
        {
            files++;
            var name = SourceLabel.Of(file);
            foreach (var item in GuardedItems.Of(name, ReadFile(file, name)))
                yield return item;
        }

        if (files == 0)
            yield return ImportItem.Rejected(label, default, "The folder holds no file.");
    }

    private IEnumerable<ImportItem> ReadFile(string path, string label)
    {
        if (new FileInfo(path).Length == 0)
        {
            // A pipe or a device has no length either: opening one might wait for ever.
            yield return ImportItem.Rejected(label, default, "The file is empty.");
            yield break;
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, FileOptions.SequentialScan);
        using var stream = new MeteredStream(file, _ => { }, bytes => Meter.Read(bytes.Length));
        using var peeked = new PeekedStream(stream);
        if (FormatDetection.Of(peeked.Peek()) == SourceFormat.Zip)
        {
            foreach (var item in ReadZip(path, label))
                yield return item;
            yield break;
        }

        foreach (var item in ReadStream(peeked, label, new Wrapping(InArchive: false, IsUnpacked: false)))
            yield return item;
    }

    private IEnumerable<ImportItem> ReadZip(string path, string label)
    {
        using var directory = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024);
        using var data = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 4096);
        var (entries, unpacked, found) = (new ZipEntries(directory, data), 0L, 0);
        foreach (var entry in entries.Read().Where(entry => !entry.IsFolder && !IsHidden(entry.Name)))
        {
            found++;
            var name = SourceLabel.OfEntry(label, entry.Name);
            foreach (var item in GuardedItems.Of(name, ReadZipEntry(entries, entry, name, bytes => unpacked += bytes)))
                yield return item;
            Meter.Read(entry.PackedSize);
            // Many lines of a directory may point to the same packed bytes.
            if (unpacked > limits.ExpansionFloor && unpacked > data.Length * limits.ExpansionRatio)
                throw new SourceProblemException($"The archive unpacks to more than {limits.ExpansionRatio} times its size, as no registry data does; what follows was not read.", default);
        }

        if (found == 0)
            yield return ImportItem.Rejected(label, default, "The archive holds no file.");
    }

    private IEnumerable<ImportItem> ReadZipEntry(ZipEntries entries, ZipEntry entry, string name, Action<long> onUnpacked)
    {
        if (entry.IsEncrypted)
            throw new SourceProblemException("The entry is encrypted; unpack the archive with its password first.", default);
        if (entry.Method is not (0 or 8))
            throw new SourceProblemException($"The entry is packed by method {entry.Method}, which is not supported; unpack the archive first.", default);
        var checksum = default(Checksum);
        using var unpacked = MeteredStream.Guarded(entries.Open(entry), () => entry.PackedSize, limits, bytes =>
        {
            checksum.Add(bytes);
            onUnpacked(bytes.Length);
        });
        using var peeked = new PeekedStream(unpacked);
        // The last item waits for the checksum, which is known only at the end: a damaged record is never stored.
        ImportItem? last = null;
        foreach (var item in GuardedItems.Of(name, ReadStream(peeked, name, new Wrapping(InArchive: true, IsUnpacked: false))))
        {
            if (last is not null)
                yield return last;
            last = item;
        }

        if (last is not null)
            yield return checksum.Value == entry.Checksum || last.Rejection is not null ? last : ImportItem.Rejected(name, last.Position, "The entry is damaged: its checksum is another; load the archive again.", last.Id);
    }

    private IEnumerable<ImportItem> ReadTar(Stream stream, string label, Wrapping wrapping)
    {
        var found = 0;
        foreach (var (entry, content) in new TarEntries(stream).Read().Where(entry => !IsHidden(entry.Name)))
        {
            found++;
            var name = SourceLabel.OfEntry(label, entry);
            using var peeked = new PeekedStream(content);
            foreach (var item in GuardedItems.Of(name, ReadStream(peeked, name, wrapping with { InArchive = true, IsUnpacked = false })))
                yield return item;
        }

        if (found == 0)
            yield return ImportItem.Rejected(label, default, "The archive holds no file.");
    }

    private IEnumerable<ImportItem> ReadStream(PeekedStream stream, string label, Wrapping wrapping)
    {
        // An iterator, so that whatever goes wrong does so under the guard of the one entry.
        var format = FormatDetection.Of(stream.Peek());
        var items = format switch
        {
            SourceFormat.Json => ReadJson(stream, label),
            SourceFormat.Xml => new LegacyXmlSource(label, limits, Meter, Unmapped).Read(stream),
            SourceFormat.Gzip when !wrapping.IsUnpacked => ReadGzip(stream, label, wrapping),
            SourceFormat.Tar when !wrapping.InArchive => ReadTar(stream, label, wrapping),
            _ => [ImportItem.Rejected(label, default, Refusal(format, stream))],
        };
        foreach (var item in items)
            yield return item;
    }

    private static string Refusal(SourceFormat format, PeekedStream stream) => format switch
    {
        SourceFormat.Empty => stream.Peek().IsEmpty ? "The file is empty." : "The file holds nothing but blanks.",
        SourceFormat.Gzip => "The file is packed twice; unpack it once first.",
        SourceFormat.Tar or SourceFormat.Zip => "It is an archive within an archive; unpack the outer one first.",
        SourceFormat.ForeignArchive => $"It is packed as {FormatDetection.ForeignArchiveName(stream.Peek())}, which is not supported; unpack it first.",
        _ => "It is neither JSON nor XML nor an archive of these.",
    };

    private IEnumerable<ImportItem> ReadGzip(Stream packed, string label, Wrapping wrapping)
    {
        var counted = new MeteredStream(packed, _ => { });
        using var content = new GzipContent(counted);
        using var unpacked = MeteredStream.Guarded(content, () => counted.Total, limits);
        using var peeked = new PeekedStream(unpacked);
        // The last item waits for the end of the file: a record of a file that was cut off there is never stored.
        ImportItem? last = null;
        foreach (var item in GuardedItems.Of(label, ReadStream(peeked, label, wrapping with { IsUnpacked = true })))
        {
            if (last is not null)
                yield return last;
            last = item;
        }

        if (last is { Rejection: null })
            unpacked.CopyTo(Stream.Null);
        // What seems empty because it was cut off is not.
        var seemsEmpty = content.Problem is not null && unpacked.Total == 0;
        if (last is not null && (last.Rejection is not null || content.Problem is null) && !seemsEmpty)
            yield return last;
        if (content.Problem is { } problem)
            yield return ImportItem.Rejected(label, last?.Position ?? default, problem, last is { Rejection: null } ? last.Id : null);
    }

    private IEnumerable<ImportItem> ReadJson(PeekedStream stream, string label)
    {
        var (encoding, mark) = FormatDetection.EncodingOf(stream.Peek());
        stream.Skip(mark);
        Stream text = encoding is null ? stream : System.Text.Encoding.CreateTranscodingStream(stream, encoding, System.Text.Encoding.UTF8, leaveOpen: true);
        var name = label.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? label[..^3] : label;
        var isOnLines = name.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase);
        return new JsonSource(new ByteWindow(text, Meter), new RecordReader(label, limits), isOnLines).Read();
    }

    private static bool IsHidden(string entry) =>
        entry.StartsWith("__MACOSX/", StringComparison.Ordinal) || entry[(entry.LastIndexOf('/') + 1)..].StartsWith('.');

    private sealed record Wrapping(bool InArchive, bool IsUnpacked);
}
