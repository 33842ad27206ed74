using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Equipoise.Conduct.Randomization;

/// <summary>A stream of numbers that only its seed and label determine, so that it can be made again: HKDF-SHA-256 (RFC 5869)
/// derives a key from the seed for each label, and HMAC-SHA-256 of a counter gives the bytes.</summary>
internal sealed class KeyedStream
{
    private readonly byte[] key;
    private byte[] bytes = [];
    private int used;
    private ulong counter;

    /// <summary>Begins a stream.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="label">What the stream is for; streams of different labels are independent.</param>
    public KeyedStream(byte[] seed, string label) => key = HKDF.DeriveKey(HashAlgorithmName.SHA256, seed, 32, info: Encoding.UTF8.GetBytes(label));

    /// <summary>A number from 0 to below <paramref name="bound"/>, each equally likely: what would favor some is drawn again.</summary>
    public int Below(int bound)
    {
        var limit = uint.MaxValue - (uint.MaxValue % (uint)bound);
        while (true)
        {
            if (Next() is var number && number < limit)
                return (int)(number % (uint)bound);
        }
    }

    /// <summary>A number from 0 to below 1, of 53 bits.</summary>
    public double Fraction() => (((ulong)(Next() >> 5) << 26) + (Next() >> 6)) * (1.0 / (1UL << 53));

    private uint Next()
    {
        if (used == bytes.Length)
        {
            Span<byte> count = stackalloc byte[sizeof(ulong)];
            BinaryPrimitives.WriteUInt64BigEndian(count, counter++);
            (bytes, used) = (HMACSHA256.HashData(key, count), 0);
        }

        var number = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(used));
        used += sizeof(uint);
        return number;
    }
}
