using System.IO.Compression;
using Equipoise.Search.Files;

namespace Equipoise.Search.Segments;

/// <summary>Writes the documents' payloads, a few of them compressed together.</summary>
internal sealed class PayloadWriter(FileSink sink)
{
    /// <summary>How many bytes are compressed together: more compress better, fewer are faster to read one of.</summary>
    private const int BlockBytes = 2048;
    private const int BlockDocuments = 16;

    // From 5 on Brotli looks at pairs of letters and at its dictionary of common words, which so short texts have little else to be compressed by.
    private const int Quality = 5;
    private readonly ByteBuffer lengths = new();
    private readonly ByteBuffer payloads = new(BlockBytes * 2);
    private readonly List<int> firstDocuments = [];
    private readonly List<long> starts = [];
    private int count;
    private int inBlock;

    public void Add(ReadOnlySpan<byte> payload)
    {
        if (inBlock == 0)
        {
            firstDocuments.Add(count);
            starts.Add(sink.Position);
        }

        lengths.AddVarint((ulong)payload.Length);
        payloads.Add(payload);
        count++;
        if (++inBlock == BlockDocuments || payloads.Length >= BlockBytes)
            WriteBlock();
    }

    public FileEntry Finish()
    {
        if (inBlock > 0)
            WriteBlock();
        firstDocuments.Add(count);
        starts.Add(sink.Position);
        var directory = sink.Align();
        sink.WriteAll<long>(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(starts));
        sink.WriteAll<int>(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(firstDocuments));
        sink.Align();
        sink.Write((long)starts.Count);
        sink.Write(directory);
        return sink.Finish();
    }

    private void WriteBlock()
    {
        var raw = new byte[lengths.Length + payloads.Length];
        lengths.Span.CopyTo(raw);
        payloads.Span.CopyTo(raw.AsSpan(lengths.Length));
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(raw.Length)];
        var isPacked = BrotliEncoder.TryCompress(raw, packed, out var length, Quality, window: 18) && length < raw.Length;
        var head = new ByteBuffer();
        head.AddVarint((ulong)raw.Length << 1 | (isPacked ? 1UL : 0UL));
        sink.Write(head.Span);
        sink.Write(isPacked ? packed.AsSpan(0, length) : raw);
        lengths.Clear();
        payloads.Clear();
        inBlock = 0;
    }
}
