using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.IO.Compression;

namespace Equipoise.Registry.Store;

/// <summary>Some records compressed together: what they have in common is kept once. A pack is
/// <code>how many records (4 bytes, little endian) · the length of each (4 bytes) · all of them, one after the other, as Brotli</code></summary>
internal static class RecordPack
{
    /// <summary>The most records in a pack. More take less room; to read one of them, those before it are unpacked too.</summary>
    public const int MostRecords = 32;

    /// <summary>A pack of so many bytes takes no further record.</summary>
    public const int EnoughBytes = 1024 * 1024;

    // So many records at this quality take less room and two thirds of the time of half as many at the next. The window is larger than a pack.
    private const int Quality = 3;
    private const int Window = 22;

    // No record that was let in is longer; a damaged length must not take the memory.
    private const int MaximumLength = 1 << 28;

    public static byte[] Pack(IReadOnlyList<ReadOnlyMemory<byte>> records)
    {
        var head = 4 * (records.Count + 1);
        var length = records.Sum(record => record.Length);
        var joined = ArrayPool<byte>.Shared.Rent(length);
        var packed = ArrayPool<byte>.Shared.Rent(head + BrotliEncoder.GetMaxCompressedLength(length));
        BinaryPrimitives.WriteInt32LittleEndian(packed, records.Count);
        var used = 0;
        foreach (var (number, record) in records.Index())
        {
            BinaryPrimitives.WriteInt32LittleEndian(packed.AsSpan(4 * (number + 1)), record.Length);
            record.Span.CopyTo(joined.AsSpan(used));
            used += record.Length;
        }

        var isPacked = BrotliEncoder.TryCompress(joined.AsSpan(0, length), packed.AsSpan(head), out var written, Quality, Window);
        var pack = packed[..(head + written)];
        ArrayPool<byte>.Shared.Return(joined);
        ArrayPool<byte>.Shared.Return(packed);
        return isPacked ? pack : throw new InvalidOperationException("A buffer of the largest size was too small to compress records.");
    }

    /// <summary>Some records of a pack, by their places, counted from 0.</summary>
    /// <param name="packed">The pack.</param>
    /// <param name="places">Which.</param>
    /// <param name="lent">Where given, records that are most of what is unpacked are parts of an array that is put there, to go back to the pool when they are read; else they are
    /// copies.</param>
    /// <exception cref="FormatException">The pack is damaged before the end of the last of them.</exception>
    public static Dictionary<long, ReadOnlyMemory<byte>> Unpack(ReadOnlySpan<byte> packed, IReadOnlySet<long> places, ConcurrentBag<byte[]>? lent)
    {
        var count = packed.Length < 4 ? -1 : BinaryPrimitives.ReadInt32LittleEndian(packed);
        var last = places.Max();
        if (places.Min() < 0 || last >= count || packed.Length / 4 <= count)
            throw new FormatException("Some stored records are damaged: their lengths are not there.");
        var ends = new int[last + 1];
        var end = 0L;
        for (var place = 0; place <= last; place++)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(packed[(4 * (place + 1))..]);
            end += length;
            if (length < 0 || end > MaximumLength)
                throw new FormatException("Some stored records are damaged: their lengths cannot be.");
            ends[place] = (int)end;
        }

        // All before the last one are unpacked on the way, but only those that are wanted are kept.
        var joined = ArrayPool<byte>.Shared.Rent((int)end);
        var lends = false;
        try
        {
            Decompress(packed[(4 * (count + 1))..], joined.AsSpan(0, (int)end));
            var records = places.ToDictionary(place => place, place => new ReadOnlyMemory<byte>(joined)[(place == 0 ? 0 : ends[place - 1])..ends[place]]);
            lends = lent is not null && records.Values.Sum(record => (long)record.Length) * 2 >= end;
            return lends ? records : records.ToDictionary(record => record.Key, record => new ReadOnlyMemory<byte>(record.Value.ToArray()));
        }
        finally
        {
            if (lends)
                lent!.Add(joined);
            else
                ArrayPool<byte>.Shared.Return(joined);
        }
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
            if (!target.IsEmpty && status != OperationStatus.DestinationTooSmall)
                throw new FormatException("Some stored records are damaged: they cannot be decompressed.");
        }
    }
}
