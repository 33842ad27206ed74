using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Equipoise.Search.Files;

/// <summary>Reads what <see cref="ByteBuffer"/> wrote.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;

    public int Position { get; set; }

    public readonly bool AtEnd => Position >= bytes.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Varint()
    {
        ulong first = bytes[Position++];
        return first < 0x80 ? first : Rest(first & 0x7F);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Int() => (int)Varint();

    public T Read<T>()
        where T : unmanaged
    {
        var value = MemoryMarshal.Read<T>(bytes[Position..]);
        Position += Unsafe.SizeOf<T>();
        return value;
    }

    public byte Byte() => bytes[Position++];

    public ReadOnlySpan<byte> Bytes(int count)
    {
        var slice = bytes.Slice(Position, count);
        Position += count;
        return slice;
    }

    public ReadOnlySpan<byte> Text() => Bytes(Int());

    private ulong Rest(ulong value)
    {
        for (var shift = 7; ; shift += 7)
        {
            ulong next = bytes[Position++];
            value |= (next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
    }
}
