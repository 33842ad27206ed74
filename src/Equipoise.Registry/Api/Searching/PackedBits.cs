namespace Equipoise.Registry.Api.Searching;

/// <summary>Numbers packed bit by bit, the first bit of a byte being its highest: written one after the other, and read in the same order.</summary>
/// <param name="bytes">Where they stand; all zero before they are written.</param>
internal ref struct PackedBits(Span<byte> bytes)
{
    private readonly Span<byte> bytes = bytes;

    /// <summary>How many bits were written or read.</summary>
    public int Position { get; private set; }

    /// <summary>How many bytes they take.</summary>
    public readonly int Length => (Position + 7) / 8;

    /// <summary>Writes the lowest bits of a number.</summary>
    public void Write(ulong number, int count)
    {
        for (var bit = count - 1; bit >= 0; bit--, Position++)
            bytes[Position / 8] |= (byte)((number >> bit & 1) << (7 - Position % 8));
    }

    /// <summary>Reads a number of so many bits; beyond the end all bits are zero.</summary>
    public ulong Read(int count)
    {
        var number = 0UL;
        for (var bit = 0; bit < count; bit++, Position++)
            number = number << 1 | (Position / 8 < bytes.Length ? (ulong)(bytes[Position / 8] >> (7 - Position % 8) & 1) : 0);
        return number;
    }
}
