using Equipoise.Search.Files;
using Equipoise.Search.Postings;

namespace Equipoise.Search.Columns;

/// <summary>For each value of a column the list of documents that have it.</summary>
internal sealed class ValueLists
{
    private readonly MappedFile file;
    private readonly long start;
    private readonly long offsets;
    private readonly int count;

    public ValueLists(MappedFile file, ref ByteReader directory)
    {
        this.file = file;
        count = directory.Int();
        start = (long)directory.Varint();
        offsets = (long)directory.Varint();
    }

    /// <summary>How many bytes they take.</summary>
    public long Bytes => file.Slice<uint>(offsets + count * 4L, 1)[0] + (count + 1) * 4L;

    /// <summary>How many documents have a value.</summary>
    public int Count(int value)
    {
        var reader = new ByteReader(List(value, out _));
        return reader.Int();
    }

    /// <summary>The documents that have a value.</summary>
    public PostingCursor Open(int value, SearchMeter? meter = null)
    {
        var list = List(value, out var offset);
        var reader = new ByteReader(list);
        var documents = reader.Int();
        return new PostingCursor(file, offset + reader.Position, list.Length - reader.Position, documents, withCodes: false) { Meter = meter?.Open(documents) };
    }

    /// <summary>Writes the lists of values that are numbered from 0, and to the directory where they are.</summary>
    public static void Write(FileSink sink, ByteBuffer directory, int valueCount, RowValues rows)
    {
        var values = rows.Values;
        var begins = new int[valueCount + 1];
        foreach (var value in values)
            begins[value + 1]++;
        for (var value = 0; value < valueCount; value++)
            begins[value + 1] += begins[value];
        var documents = new int[values.Length];
        var next = begins.AsSpan(0, valueCount).ToArray();
        for (int row = 0, number = 0; row < rows.Documents.Length; row++)
        {
            for (; number < rows.Ends[row]; number++)
                documents[next[values[number]]++] = rows.Documents[row];
        }

        var origin = sink.Position;
        var ends = new uint[valueCount + 1];
        var list = new PostingListWriter(withCodes: false);
        var head = new ByteBuffer();
        for (var value = 0; value < valueCount; value++)
        {
            head.Clear();
            head.AddVarint((ulong)(begins[value + 1] - begins[value]));
            sink.Write(head.Span);
            foreach (var document in documents.AsSpan(begins[value]..begins[value + 1]))
                list.Add(document);
            list.Finish(sink);
            ends[value + 1] = checked((uint)(sink.Position - origin));
        }

        directory.AddVarint((ulong)valueCount);
        directory.AddVarint((ulong)origin);
        directory.AddVarint((ulong)sink.Align());
        sink.WriteAll<uint>(ends);
    }

    private ReadOnlySpan<byte> List(int value, out long offset)
    {
        var ends = file.Slice<uint>(offsets + value * 4L, 2);
        offset = start + ends[0];
        return value < count ? file.Slice(offset, ends[1] - ends[0]) : throw file.Damaged("has no such value");
    }
}
