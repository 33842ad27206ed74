using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Equipoise.Registry.Store;

/// <summary>A record's bytes as the store keeps them: four bytes of length (little endian), then Brotli.</summary>
internal static class PackedRecord
{
    private const int LengthBytes = 4;

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
        var length = packed.Length < LengthBytes ? -1 : BinaryPrimitives.ReadInt32LittleEndian(packed);
        if (length is < 0 or > MaximumLength)
            throw new FormatException("A stored record is damaged: its length cannot be.");
        var record = new byte[length];
        return BrotliDecoder.TryDecompress(packed[LengthBytes..], record, out var written) && written == length
            ? record
            : throw new FormatException("A stored record is damaged: it cannot be decompressed.");
    }

    public static string Hash(ReadOnlySpan<byte> record) => Convert.ToHexStringLower(SHA256.HashData(record));
}
