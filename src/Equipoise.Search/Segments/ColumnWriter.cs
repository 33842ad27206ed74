using Equipoise.Search.Columns;
using Equipoise.Search.Files;
using Equipoise.Search.Postings;
using Equipoise.Search.Schema;

namespace Equipoise.Search.Segments;

/// <summary>Writes a table's columns: one for each field in the schema's order, then the hidden ones, lengths and maps.</summary>
internal sealed class ColumnWriter(string folder, long segment, int table, int documentCount) : IDisposable
{
    private readonly FileSink sink = new(Path.Combine(folder, TableFiles.Name(segment, table, TableFiles.Columns)));
    private readonly ByteBuffer directory = new();

    /// <summary>A field without values.</summary>
    public void Nothing() => directory.Add((byte)0);

    /// <summary>A text field: how many words it has in all, and the documents that have it.</summary>
    public void Text(long words, PostingListWriter? documents)
    {
        directory.AddVarint((ulong)(documents?.Count ?? 0));
        if (documents is null or { Count: 0 })
            return;
        directory.AddVarint((ulong)words);
        directory.AddVarint((ulong)sink.Position);
        directory.AddVarint((ulong)documents.Finish(sink));
    }

    /// <summary>A keyword field whose rows hold numbers of values in order.</summary>
    public void Keyword(SortedStringsWriter values, RowValues rows)
    {
        directory.Add((byte)1);
        KeywordColumn.Write(sink, directory, documentCount, values, rows);
    }

    /// <summary>A number, date or geo field.</summary>
    public void Values(FieldKind kind, RowValues rows)
    {
        directory.Add((byte)1);
        if (kind == FieldKind.Geo)
            GeoColumn.Write(sink, directory, documentCount, rows);
        else
            NumberColumn.Write(sink, directory, documentCount, rows);
    }

    /// <summary>A group's length of each document.</summary>
    public void Lengths(ReadOnlySpan<byte> codes)
    {
        var documents = 0;
        double sum = 0;
        foreach (var code in codes)
        {
            documents += code > 0 ? 1 : 0;
            sum += code > 0 ? Impact.Lengths[code] : 0;
        }

        directory.AddVarint((ulong)documents);
        directory.Add(sum);
        directory.AddVarint((ulong)sink.Position);
        sink.Write(codes);
    }

    /// <summary>Numbers, one more than documents: where each document's part of something begins.</summary>
    public void Starts(ReadOnlySpan<uint> starts)
    {
        directory.AddVarint((ulong)sink.Align());
        sink.WriteAll(starts);
    }

    /// <summary>The documents' maps, one after another.</summary>
    /// <param name="starts">Where each begins, and at last where they end.</param>
    /// <param name="maps">The maps.</param>
    /// <param name="isRepeated">Whether few are different, as those of nested documents: then each is written once.</param>
    public void Maps(ReadOnlySpan<uint> starts, ReadOnlySpan<byte> maps, bool isRepeated)
    {
        if (isRepeated && DistinctMaps.Of(starts, maps) is { } distinct)
        {
            directory.AddVarint((ulong)distinct.Count);
            directory.AddVarint((ulong)sink.Align());
            sink.WriteAll(distinct.Numbers);
            starts = distinct.Starts;
            maps = distinct.Maps;
        }
        else
        {
            directory.AddVarint(0);
        }

        Starts(starts);
        directory.AddVarint((ulong)sink.Position);
        sink.Write(maps);
    }

    public FileEntry Finish() => sink.Finish(directory);

    public void Dispose() => sink.Dispose();
}
