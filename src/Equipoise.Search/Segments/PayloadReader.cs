using System.IO.Compression;
using Equipoise.Search.Files;

namespace Equipoise.Search.Segments;

/// <summary>Reads what <see cref="PayloadWriter"/> wrote.</summary>
internal sealed class PayloadReader
{
    private readonly MappedFile file;
    private readonly long starts;
    private readonly long firsts;
    private readonly int blocks;

    public PayloadReader(MappedFile file)
    {
        this.file = file;
        var end = file.Slice<long>(file.Length - 16, 2);
        blocks = checked((int)end[0]) - 1;
        starts = end[1];
        firsts = starts + (blocks + 1) * 8L;
    }

    /// <summary>How many bytes they take.</summary>
    public long Bytes => file.Length;

    /// <summary>Opens the block that holds a document.</summary>
    public Block Open(int document)
    {
        var bytes = Find(document, out var first, out var end);
        var reader = new ByteReader(bytes);
        var head = reader.Varint();
        var raw = new byte[(int)(head >> 1)];
        var packed = bytes[reader.Position..];
        if ((head & 1) == 0)
            packed[..raw.Length].CopyTo(raw);
        else if (!BrotliDecoder.TryDecompress(packed, raw, out var length) || length != raw.Length)
            throw file.Damaged("holds a payload that cannot be unpacked");
        return new Block(raw, first, end);
    }

    /// <summary>The block that holds a document, as it is written.</summary>
    /// <param name="document">The document.</param>
    /// <param name="first">The block's first document.</param>
    /// <param name="end">The first document behind the block.</param>
    /// <param name="length">How many bytes it is before it is compressed.</param>
    public ReadOnlySpan<byte> Written(int document, out int first, out int end, out int length)
    {
        var bytes = Find(document, out first, out end);
        length = (int)(new ByteReader(bytes).Varint() >> 1);
        return bytes;
    }

    private ReadOnlySpan<byte> Find(int document, out int first, out int end)
    {
        var found = file.Slice<int>(firsts, blocks).BinarySearch(document);
        var block = found >= 0 ? found : ~found - 1;
        var range = file.Slice<int>(firsts + block * 4L, 2);
        (first, end) = (range[0], range[1]);
        var ends = file.Slice<long>(starts + block * 8L, 2);
        return file.Slice(ends[0], ends[1] - ends[0]);
    }

    /// <summary>Some documents' payloads.</summary>
    public sealed class Block
    {
        private readonly byte[] raw;
        private readonly int[] ends;

        public Block(byte[] raw, int first, int end)
        {
            this.raw = raw;
            First = first;
            End = end;
            ends = new int[end - first + 1];
            var reader = new ByteReader(raw);
            for (var number = 0; number < end - first; number++)
                ends[number + 1] = ends[number] + reader.Int();
            foreach (ref var each in ends.AsSpan())
                each += reader.Position;
        }

        public int First { get; }

        public int End { get; }

        public ReadOnlyMemory<byte> Payload(int document) => raw.AsMemory(ends[document - First]..ends[document - First + 1]);
    }
}
