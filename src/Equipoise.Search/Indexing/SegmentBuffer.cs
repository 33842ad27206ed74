using System.Text;
using Equipoise.Search.Documents;
using Equipoise.Search.Files;
using Equipoise.Search.Schema;
using Equipoise.Search.Segments;

namespace Equipoise.Search.Indexing;

/// <summary>Documents in memory that will become a segment.</summary>
internal sealed class SegmentBuffer
{
    private readonly IndexSchema schema;
    private readonly TableBuffer[] tables;
    private readonly Dictionary<string, int> documents = new(StringComparer.Ordinal);
    private readonly List<int> replaced = [];
    private readonly ByteBuffer payloads = new();
    private readonly List<int> payloadEnds = [];

    public SegmentBuffer(IndexSchema schema, WordSpace space)
    {
        this.schema = schema;
        tables = [new TableBuffer(schema.Documents, space), .. schema.Paths.Select(path => new TableBuffer(schema.Nested[path], space))];
    }

    public int DocumentCount => tables[0].DocumentCount;

    /// <summary>How many words all documents have, and a few for each other value.</summary>
    public int Size => tables.Sum(table => table.Words.Count + table.DocumentCount * 8);

    /// <summary>The documents that were replaced or removed again.</summary>
    public IReadOnlyCollection<int> Replaced => replaced;

    public void Upsert(string key, Document document)
    {
        Delete(key);
        documents.Add(key, tables[0].DocumentCount);
        // Of several documents with a key, all but the last are replaced.
        tables[0].Keys.Add(tables[0].DocumentCount, Encoding.UTF8.GetBytes(key));
        tables[0].Add(document);
        payloads.Add(document.Payload.Span);
        payloadEnds.Add(payloads.Length);
        foreach (var (path, child) in document.Nested)
            tables[1 + IndexOf(path)].Add(child);
        foreach (var table in tables.AsSpan(1))
            table.EndParent();
    }

    public void Delete(string key)
    {
        if (documents.Remove(key, out var before))
            replaced.Add(before);
    }

    /// <summary>Takes all documents out again; what they were kept in stays for the next.</summary>
    public void Clear()
    {
        foreach (var table in tables)
            table.Clear();
        documents.Clear();
        replaced.Clear();
        payloads.Clear();
        payloadEnds.Clear();
    }

    /// <summary>Writes the segment. Its files are not durable yet.</summary>
    public SegmentEntry Write(string folder, long segment)
    {
        var files = new List<FileEntry>();
        foreach (var (number, table) in tables.Index())
            files.AddRange(new TableFlush(table).Write(folder, segment, number));
        using var sink = new FileSink(Path.Combine(folder, TableFiles.Payloads(segment)));
        var payload = new PayloadWriter(sink);
        for (var document = 0; document < payloadEnds.Count; document++)
            payload.Add(payloads.Span[(document == 0 ? 0 : payloadEnds[document - 1])..payloadEnds[document]]);
        files.Add(payload.Finish());
        return new SegmentEntry(segment, [.. tables.Select(table => table.DocumentCount)], files, Deletions: null);
    }

    private int IndexOf(string path)
    {
        for (var number = 0; number < schema.Paths.Count; number++)
        {
            if (string.Equals(schema.Paths[number], path, StringComparison.Ordinal))
                return number;
        }

        throw new SearchException($"The schema has no nested documents '{path}'.");
    }
}
