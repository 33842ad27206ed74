using System.Text;
using Equipoise.Search.Files;
using Equipoise.Search.Schema;

namespace Equipoise.Search.Segments;

/// <summary>A part of an index that never changes, but for being read by fewer: its files are let go when nobody holds it anymore.</summary>
internal sealed class Segment
{
    private readonly List<MappedFile> files = [];
    private readonly Lock gate = new();
    private int holders = 1;

    /// <summary>Opens a segment, held once.</summary>
    /// <exception cref="SearchException">A file is absent, too short or long, or its checksum is wrong.</exception>
    public Segment(string folder, IndexSchema schema, SegmentEntry entry, bool verify)
    {
        Entry = entry;
        Folder = folder;
        try
        {
            foreach (var file in entry.Files)
                files.Add(new MappedFile(Path.Combine(folder, file.Name), file, isTrusted: !verify));
            var tables = new TableReader[entry.Counts.Count];
            for (var table = 0; table < tables.Length; table++)
            {
                var tableSchema = table == 0 ? schema.Documents : schema.Nested[schema.Paths[table - 1]];
                tables[table] = new TableReader(tableSchema, files[(table * TableFiles.Parts.Length)..((table + 1) * TableFiles.Parts.Length)], entry.Counts[table], table == 0 ? null : entry.Counts[0]);
            }

            Tables = tables;
            Payloads = new PayloadReader(files[^1]);
            if (string.Equals(entry.Files[^2].Name, TableFiles.Phrases(entry.Number), StringComparison.Ordinal))
                tables[0].Phrases = new PhraseLists(files[^2]);
        }
        catch
        {
            Close();
            throw;
        }

        FilesInUse.Add(folder, entry.Files.Select(file => file.Name));
    }

    public SegmentEntry Entry { get; }

    public string Folder { get; }

    /// <summary>The documents' own table and those of nested documents behind it.</summary>
    public IReadOnlyList<TableReader> Tables { get; }

    public PayloadReader Payloads { get; }

    public int DocumentCount => Tables[0].DocumentCount;

    /// <summary>Sees to it that nobody has touched its files since they were opened: to be asked before they are read.</summary>
    /// <exception cref="SearchException">One was cut off or altered.</exception>
    public void DemandUnchanged()
    {
        foreach (var file in files)
            file.DemandUnchanged();
    }

    /// <summary>Reads all of its files, and says which were altered, and where.</summary>
    public IEnumerable<string> Damages()
    {
        foreach (var file in files)
        {
            SearchException? damage = null;
            try
            {
                file.Verify();
            }
            catch (SearchException found)
            {
                damage = found;
            }

            if (damage is not null)
                yield return damage.Message;
        }
    }

    /// <summary>The last document with a key, or -1; deleted ones are found too.</summary>
    public int Find(string key) => Find(Encoding.UTF8.GetBytes(key));

    public int Find(ReadOnlySpan<byte> key)
    {
        var keys = Tables[0].Keys!;
        if (keys.Values.Find(key) is not (>= 0 and var number))
            return -1;
        var list = keys.Lists.Open(number);
        return list.Documents(list.Blocks - 1)[^1];
    }

    /// <summary>Holds it once more.</summary>
    /// <returns>False where it was let go already.</returns>
    public bool TryHold()
    {
        lock (gate)
            return holders > 0 && ++holders > 0;
    }

    /// <summary>Lets it go; the last one closes its files.</summary>
    public void Release()
    {
        lock (gate)
        {
            if (--holders > 0)
                return;
        }

        FilesInUse.Remove(Folder, Entry.Files.Select(file => file.Name));
        Close();
    }

    private void Close()
    {
        foreach (var file in files)
            file.Dispose();
    }
}
