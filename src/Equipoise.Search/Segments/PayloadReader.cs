using System.Buffers;
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

    /// <summary>A document's payload.</summary>
    public byte[] Read(int document)
    {
        var bytes = Find(document, out var first, out var end);
        var rented = ArrayPool<byte>.Shared.Rent(LengthOf(bytes));
        try
        {
            var raw = rented.AsSpan(0, LengthOf(bytes));
            Unpack(bytes, raw);
            var reader = new ByteReader(raw);
            var before = 0;
            for (var number = first; number < document; number++)
                before += reader.Int();
            var own = reader.Int();
            // The lengths of all come before the payloads.
            for (var number = document + 1; number < end; number++)
                reader.Int();
            return raw.Slice(reader.Position + before, own).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Opens the block that holds a document.</summary>
    public Block Open(int document)
    {
        var bytes = Find(document, out var first, out var end);
        var raw = new byte[LengthOf(bytes)];
        Unpack(bytes, raw);
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
        length = LengthOf(bytes);
        return bytes;
    }

    private static int LengthOf(ReadOnlySpan<byte> block) => (int)(new ByteReader(block).Varint() >> 1);

    private void Unpack(ReadOnlySpan<byte> block, Span<byte> raw)
    {
        var reader = new ByteReader(block);
        var isPacked = (reader.Varint() & 1) != 0;
        var packed = block[reader.Position..];
        if (!isPacked)
            packed[..raw.Length].CopyTo(raw);
        else if (!BrotliDecoder.TryDecompress(packed, raw, out var length) || length != raw.Length)
            throw file.Damaged("holds a payload that cannot be unpacked");
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
