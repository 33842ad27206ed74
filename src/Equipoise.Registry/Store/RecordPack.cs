using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.IO.Compression;

namespace Equipoise.Registry.Store;

/// <summary>Some records compressed together: what they have in common is kept once. A pack is
/// <code>how many records (4 bytes, little endian) · the length of each (4 bytes) · all of them, one after the other, as Brotli</code>
/// Where bit 30 of the first number is set, it is <see cref="RecordTokens"/> that are compressed, and how many bytes each record has of these stands
/// behind the lengths.</summary>
internal static class RecordPack
{
    /// <summary>The most records in a pack. More take less room; to read one of them, those before it are unpacked too.</summary>
    public const int MostRecords = 32;

    /// <summary>A pack of so many bytes takes no further record.</summary>
    public const int EnoughBytes = 1024 * 1024;

    private const int AreTokens = 1 << 30;

    // Of tokens this quality takes two fifths of the time of 3, and a twelfth more room. The window is larger than a pack.
    private const int Quality = 1;
    private const int Window = 22;

    // No record that was let in is longer; a damaged length must not take the memory.
    private const int MaximumLength = 1 << 28;

    public static byte[] Pack(IReadOnlyList<ReadOnlyMemory<byte>> records)
    {
        var lengths = records.Select(record => record.Length).ToList();
        var joined = ArrayPool<byte>.Shared.Rent(RecordTokens.MostOf(lengths.Sum()) + records.Count);
        var tokens = new int[records.Count];
        var used = 0;
        for (var number = 0; number < tokens.Length && used >= 0; number++)
        {
            tokens[number] = RecordTokens.Encode(records[number].Span, joined.AsSpan(used));
            used = tokens[number] < 0 ? -1 : used + tokens[number];
        }

        var areTokens = used >= 0;
        if (!areTokens)
        {
            used = 0;
            foreach (var record in records)
            {
                record.Span.CopyTo(joined.AsSpan(used));
                used += record.Length;
            }
        }

        var pack = Compress(areTokens ? records.Count | AreTokens : records.Count, areTokens ? [.. lengths, .. tokens] : [.. lengths], joined.AsSpan(0, used));
        ArrayPool<byte>.Shared.Return(joined);
        return pack;
    }

    private static byte[] Compress(int count, ReadOnlySpan<int> lengths, ReadOnlySpan<byte> joined)
    {
        var head = 4 * (lengths.Length + 1);
        var packed = ArrayPool<byte>.Shared.Rent(head + BrotliEncoder.GetMaxCompressedLength(joined.Length));
        BinaryPrimitives.WriteInt32LittleEndian(packed, count);
        for (var number = 0; number < lengths.Length; number++)
            BinaryPrimitives.WriteInt32LittleEndian(packed.AsSpan(4 * (number + 1)), lengths[number]);
        var isPacked = BrotliEncoder.TryCompress(joined, packed.AsSpan(head), out var written, Quality, Window);
        var pack = GC.AllocateUninitializedArray<byte>(head + written);
        packed.AsSpan(0, pack.Length).CopyTo(pack);
        ArrayPool<byte>.Shared.Return(packed);
        return isPacked ? pack : throw new InvalidOperationException("A buffer of the largest size was too small to compress records.");
    }

    /// <summary>Some records of a pack, by their places, counted from 0.</summary>
    /// <param name="packed">The pack.</param>
    /// <param name="places">Which.</param>
    /// <param name="lent">Where given, the records are parts of an array that is put there, to go back to the pool when they are read, unless that would be little of what is
    /// unpacked; else each has an array of its own.</param>
    /// <exception cref="FormatException">The pack is damaged before the end of the last of them.</exception>
    public static Dictionary<long, ReadOnlyMemory<byte>> Unpack(ReadOnlySpan<byte> packed, IReadOnlySet<long> places, ConcurrentBag<byte[]>? lent)
    {
        var head = packed.Length < 4 ? -1 : BinaryPrimitives.ReadInt32LittleEndian(packed);
        var areTokens = head >= AreTokens;
        var count = areTokens ? head - AreTokens : head;
        var last = places.Max();
        if (places.Min() < 0 || last >= count || packed.Length / 4 / (areTokens ? 2 : 1) <= count)
            throw new FormatException("Some stored records are damaged: their lengths are not there.");
        var ends = Ends(packed[4..], (int)last);
        var stored = areTokens ? Ends(packed[(4 * (count + 1))..], (int)last) : ends;

        // All before the last one are unpacked on the way, but only those that are wanted are kept.
        var joined = ArrayPool<byte>.Shared.Rent(stored[^1]);
        var lends = false;
        try
        {
            Decompress(packed[(4 * ((areTokens ? 2 * count : count) + 1))..], joined.AsSpan(0, stored[^1]));
            if (areTokens)
                return Decode(joined, places, ends, stored, lent);
            var records = places.ToDictionary(place => place, place => new ReadOnlyMemory<byte>(joined, StartOf(ends, place), LengthOf(ends, place)));
            lends = lent is not null && records.Values.Sum(record => (long)record.Length) * 2 >= ends[^1];
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

    private static int[] Ends(ReadOnlySpan<byte> lengths, int last)
    {
        var ends = new int[last + 1];
        var end = 0L;
        for (var place = 0; place <= last; place++)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(lengths[(4 * place)..]);
            end += length;
            if (length < 0 || end > MaximumLength)
                throw new FormatException("Some stored records are damaged: their lengths cannot be.");
            ends[place] = (int)end;
        }

        return ends;
    }

    private static int StartOf(int[] ends, long place) => place == 0 ? 0 : ends[place - 1];

    private static int LengthOf(int[] ends, long place) => ends[place] - StartOf(ends, place);

    private static Dictionary<long, ReadOnlyMemory<byte>> Decode(byte[] tokens, IReadOnlySet<long> places, int[] ends, int[] stored, ConcurrentBag<byte[]>? lent)
    {
        var records = new Dictionary<long, ReadOnlyMemory<byte>>(places.Count);
        var room = lent is null ? [] : ArrayPool<byte>.Shared.Rent(places.Sum(place => LengthOf(ends, place)));
        lent?.Add(room);
        var used = 0;
        foreach (var place in places)
        {
            var length = LengthOf(ends, place);
            var record = lent is null ? new byte[length] : room.AsMemory(used, length);
            if (!RecordTokens.TryDecode(tokens.AsSpan(StartOf(stored, place), LengthOf(stored, place)), record.Span))
                throw new FormatException("Some stored records are damaged: their tokens do not make records.");
            records.Add(place, record);
            used += length;
        }

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
            if (!target.IsEmpty && status != OperationStatus.DestinationTooSmall)
                throw new FormatException("Some stored records are damaged: they cannot be decompressed.");
        }
    }
}
