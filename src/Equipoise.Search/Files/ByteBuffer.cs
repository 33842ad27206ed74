using System.Runtime.InteropServices;

namespace Equipoise.Search.Files;

/// <summary>Bytes that grow.</summary>
internal sealed class ByteBuffer(int capacity = 256)
{
    private byte[] bytes = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Span => bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public Span<byte> Extend(int count)
    {
        if (bytes.Length - Length < count)
            Array.Resize(ref bytes, Math.Max(checked(Length + count), (int)Math.Min(Array.MaxLength, bytes.Length * 2L)));
        Length += count;
        return bytes.AsSpan(Length - count, count);
    }

    /// <summary>Takes the last bytes off again.</summary>
    public void Cut(int count) => Length -= count;

    public void Add(byte value)
    {
        if (Length == bytes.Length)
            Extend(1)[0] = value;
        else
            bytes[Length++] = value;
    }

    public void Add(ReadOnlySpan<byte> values) => values.CopyTo(Extend(values.Length));

    public void Add<T>(T value)
        where T : unmanaged => Add(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));

    /// <summary>Seven bits a byte, low bits first; the high bit says that more follow.</summary>
    public void AddVarint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            Add((byte)(value | 0x80));
        Add((byte)value);
    }

    public void AddText(ReadOnlySpan<byte> text)
    {
        AddVarint((ulong)text.Length);
        Add(text);
    }
}
