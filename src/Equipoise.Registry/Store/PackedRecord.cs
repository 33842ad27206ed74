using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Equipoise.Registry.Store;

/// <summary>A record's bytes as the store keeps those that are in no <see cref="RecordPack"/>: four bytes of length (little endian), then Brotli. Where
/// the length's bit 30 is set, as in records that came in before there were packs, four bytes of another length follow, and it is that many bytes of
/// <see cref="RecordTokens"/> that are compressed.</summary>
internal static class PackedRecord
{
    private const int LengthBytes = 4;
    private const int IsTokens = 1 << 30;

    // Beyond this the time per record grows faster than the space it saves.
    private const int Quality = 5;
    private const int Window = 18;

    // No record that was let in is longer; a damaged length must not take the memory.
    private const int MaximumLength = 1 << 28;

    public static byte[] Pack(ReadOnlySpan<byte> record)
    {
        var packed = new byte[LengthBytes + BrotliEncoder.GetMaxCompressedLength(record.Length)];
        BinaryPrimitives.WriteInt32LittleEndian(packed, record.Length);
        return BrotliEncoder.TryCompress(record, packed.AsSpan(LengthBytes), out var written, Quality, Window)
            ? packed[..(LengthBytes + written)]
            : throw new InvalidOperationException("A buffer of the largest size was too small to compress a record.");
    }

    /// <summary>The record's bytes again.</summary>
    /// <exception cref="FormatException">They are damaged.</exception>
    public static byte[] Unpack(ReadOnlySpan<byte> packed)
    {
        var length = ReadLength(packed);
        var areTokens = (length & IsTokens) != 0;
        var record = new byte[CheckedLength(length & ~IsTokens)];
        if (!areTokens)
        {
            Decompress(packed[LengthBytes..], record);
            return record;
        }

        var tokenCount = CheckedLength(ReadLength(packed[LengthBytes..]));
        var rented = ArrayPool<byte>.Shared.Rent(tokenCount);
        try
        {
            var tokens = rented.AsSpan(0, tokenCount);
            Decompress(packed[(2 * LengthBytes)..], tokens);
            return RecordTokens.TryDecode(tokens, record) ? record : throw new FormatException("A stored record is damaged: its tokens do not make a record.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static int ReadLength(ReadOnlySpan<byte> packed) => packed.Length < LengthBytes ? -1 : BinaryPrimitives.ReadInt32LittleEndian(packed);

    private static int CheckedLength(int length) => length is >= 0 and <= MaximumLength ? length : throw new FormatException("A stored record is damaged: its length cannot be.");

    private static void Decompress(ReadOnlySpan<byte> packed, Span<byte> target)
    {
        if (!BrotliDecoder.TryDecompress(packed, target, out var written) || written != target.Length)
            throw new FormatException("A stored record is damaged: it cannot be decompressed.");
    }

    public static string Hash(ReadOnlySpan<byte> record) => Convert.ToHexStringLower(SHA256.HashData(record));
}
