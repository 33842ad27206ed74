using System.IO.Compression;
using Equipoise.Search.Files;

namespace Equipoise.Search.Segments;

/// <summary>Writes the documents' payloads, a few of them compressed together.</summary>
internal sealed class PayloadWriter(FileSink sink)
{
    /// <summary>How many bytes are compressed together: more compress better, fewer are faster to read one of.</summary>
    private const int BlockBytes = 2048;
    private const int BlockDocuments = 16;

    // 0.52 of the bytes; quality 5, which knows common words, makes it 0.48 in three times the time, and this is compressed for each study of a registry that is built.
    private const int Quality = 3;
    private const int Window = 16;
    private readonly ByteBuffer lengths = new();
    private readonly ByteBuffer payloads = new(BlockBytes * 2);
    private readonly List<int> firstDocuments = [];
    private readonly List<long> starts = [];
    private readonly ByteBuffer head = new();
    private byte[] packed = [];
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

    /// <summary>Whether a block is as large as blocks become: it is taken over as it is where its documents are merged.</summary>
    /// <param name="documents">How many documents it has.</param>
    /// <param name="bytes">How many bytes they are before they are compressed.</param>
    public static bool IsFull(int documents, int bytes) => documents == BlockDocuments || bytes >= BlockBytes;

    /// <summary>Adds the payloads of the next documents as they were compressed before.</summary>
    /// <param name="block">The block.</param>
    /// <param name="documents">How many documents it has.</param>
    public void AddBlock(ReadOnlySpan<byte> block, int documents)
    {
        if (inBlock > 0)
            WriteBlock();
        firstDocuments.Add(count);
        starts.Add(sink.Position);
        sink.Write(block);
        count += documents;
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
        var length = lengths.Length + payloads.Length;
        lengths.Add(payloads.Span);
        if (packed.Length < BrotliEncoder.GetMaxCompressedLength(length))
            packed = new byte[BrotliEncoder.GetMaxCompressedLength(length)];
        var isPacked = BrotliEncoder.TryCompress(lengths.Span, packed, out var packedLength, Quality, Window) && packedLength < length;
        head.Clear();
        head.AddVarint((ulong)length << 1 | (isPacked ? 1UL : 0UL));
        sink.Write(head.Span);
        sink.Write(isPacked ? packed.AsSpan(0, packedLength) : lengths.Span);
        lengths.Clear();
        payloads.Clear();
        inBlock = 0;
    }
}
