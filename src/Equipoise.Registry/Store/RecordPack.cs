using System.Buffers.Binary;
using System.IO.Compression;

namespace Equipoise.Registry.Store;

/// <summary>Some records compressed together: what they have in common is kept once. A pack is
/// <code>how many records (4 bytes, little endian) · the length of each (4 bytes) · all of them, one after the other, as Brotli</code></summary>
internal static class RecordPack
{
    /// <summary>The most records in a pack. More take less room; to read one of them, those before it are unpacked too.</summary>
    public const int MostRecords = 16;

    /// <summary>A pack of so many bytes takes no further record.</summary>
    public const int EnoughBytes = 512 * 1024;

    // Of the qualities, the last before the time for a record doubles; the window is larger than a pack.
    private const int Quality = 4;
    private const int Window = 22;

    // No record that was let in is longer; a damaged length must not take the memory.
    private const int MaximumLength = 1 << 28;

    public static byte[] Pack(IReadOnlyList<ReadOnlyMemory<byte>> records)
    {
        var head = 4 * (records.Count + 1);
        var joined = new byte[records.Sum(record => record.Length)];
        var packed = new byte[head + BrotliEncoder.GetMaxCompressedLength(joined.Length)];
        BinaryPrimitives.WriteInt32LittleEndian(packed, records.Count);
        var used = 0;
        foreach (var (number, record) in records.Index())
        {
            BinaryPrimitives.WriteInt32LittleEndian(packed.AsSpan(4 * (number + 1)), record.Length);
            record.Span.CopyTo(joined.AsSpan(used));
            used += record.Length;
        }

        return BrotliEncoder.TryCompress(joined, packed.AsSpan(head), out var written, Quality, Window)
            ? packed[..(head + written)]
            : throw new InvalidOperationException("A buffer of the largest size was too small to compress records.");
    }

    /// <summary>The records of a pack up to one of them.</summary>
    /// <param name="packed">The pack.</param>
    /// <param name="last">The place of the last record that is wanted, counted from 0.</param>
    /// <exception cref="FormatException">The pack is damaged before that record's end.</exception>
    public static ReadOnlyMemory<byte>[] Unpack(ReadOnlySpan<byte> packed, int last)
    {
        var count = packed.Length < 4 ? -1 : BinaryPrimitives.ReadInt32LittleEndian(packed);
        if (last < 0 || last >= count || packed.Length / 4 <= count)
            throw new FormatException("Some stored records are damaged: their lengths are not there.");
        var lengths = new int[last + 1];
        var sum = 0L;
        for (var number = 0; number <= last; number++)
        {
            lengths[number] = BinaryPrimitives.ReadInt32LittleEndian(packed[(4 * (number + 1))..]);
            sum += lengths[number] is >= 0 and <= MaximumLength ? lengths[number] : MaximumLength + 1L;
        }

        if (sum > MaximumLength)
            throw new FormatException("Some stored records are damaged: their lengths cannot be.");
        var joined = GC.AllocateUninitializedArray<byte>((int)sum);
        Decompress(packed[(4 * (count + 1))..], joined);
        var records = new ReadOnlyMemory<byte>[last + 1];
        for (int number = 0, start = 0; number <= last; start += lengths[number++])
            records[number] = joined.AsMemory(start, lengths[number]);
        return records;
    }

    // Stops where the target is full, wherever the records end.
    private static void Decompress(ReadOnlySpan<byte> packed, Span<byte> target)
    {
        using var decoder = default(BrotliDecoder);
        while (!target.IsEmpty)
        {
            var status = decoder.Decompress(packed, target, out var consumed, out var written);
            packed = packed[consumed..];
            target = target[written..];
            if (!target.IsEmpty && status != System.Buffers.OperationStatus.DestinationTooSmall)
                throw new FormatException("Some stored records are damaged: they cannot be decompressed.");
        }
    }
}
