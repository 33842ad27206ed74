using System.Numerics;
using System.Runtime.InteropServices;

namespace Equipoise.Search.Files;

/// <summary>CRC-32C (Castagnoli, as in RFC 3720), eight bytes at a time.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct Checksum()
{
    private uint state = uint.MaxValue;

    public readonly uint Value => ~state;

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var checksum = new Checksum();
        checksum.Add(bytes);
        return checksum.Value;
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        var sum = state;
        foreach (var word in words)
            sum = BitOperations.Crc32C(sum, word);
        foreach (var rest in bytes[(words.Length * 8)..])
            sum = BitOperations.Crc32C(sum, rest);
        state = sum;
    }
}
