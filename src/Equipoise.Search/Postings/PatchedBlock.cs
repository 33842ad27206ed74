using System.Numerics;
using System.Runtime.CompilerServices;
using Equipoise.Search.Files;

namespace Equipoise.Search.Postings;

/// <summary>128 numbers in lanes as wide as suits most of them (<see cref="BlockPacking"/>); what the others have above that is kept apart
/// (Zukowski, Héman, Nes, Boncz: Super-scalar RAM-CPU cache compression, 2006).
/// <code>width, + 0x40 where some are greater · lanes · [how many are greater · the place of each · high bits of each]</code>
/// Places are bytes, high bits varints.</summary>
internal static unsafe class PatchedBlock
{
    private const int WithExceptions = 0x40;

    // With more exceptions no width is the best: a bit less for all saves sixteen bytes, and each costs two.
    private const int MostExceptions = 48;

    /// <summary>Appends a block.</summary>
    public static void Write(ByteBuffer target, ReadOnlySpan<uint> values) => TryWrite(target, values, int.MaxValue);

    /// <summary>Appends a block, unless it would take more than some bytes.</summary>
    public static bool TryWrite(ByteBuffer target, ReadOnlySpan<uint> values, int most)
    {
        var (width, exceptions, bytes) = Best(values);
        if (bytes > most)
            return false;
        target.Add((byte)(width | (exceptions > 0 ? WithExceptions : 0)));
        Span<uint> low = stackalloc uint[BlockPacking.BlockSize];
        var mask = (uint)((1UL << width) - 1);
        for (var number = 0; number < low.Length; number++)
            low[number] = values[number] & mask;
        BlockPacking.Pack(low, width, target.Extend(width * 16));
        if (exceptions == 0)
            return true;
        target.Add((byte)exceptions);
        for (var number = 0; number < low.Length; number++)
        {
            if (values[number] > mask)
                target.Add((byte)number);
        }

        foreach (var value in values)
        {
            if (value > mask)
                target.AddVarint(value >> width);
        }

        return true;
    }

    /// <summary>Reads a block; returns where the bytes behind it begin.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* Read(byte* block, uint* values)
    {
        var head = *block++;
        var width = head & (WithExceptions - 1);
        BlockPacking.Unpack(block, width, values);
        block += width * 16;
        return (head & WithExceptions) == 0 ? block : Patch(block, width, values);
    }

    private static byte* Patch(byte* block, int width, uint* values)
    {
        var count = *block++;
        var high = block + count;
        for (var number = 0; number < count; number++)
        {
            uint above = *high++;
            if (above >= 0x80)
            {
                above &= 0x7F;
                for (var shift = 7; ; shift += 7)
                {
                    uint next = *high++;
                    above |= (next & 0x7F) << shift;
                    if (next < 0x80)
                        break;
                }
            }

            values[block[number]] |= above << width;
        }

        return high;
    }

    private static (int Width, int Exceptions, int Bytes) Best(ReadOnlySpan<uint> values)
    {
        Span<int> lengths = stackalloc int[33];
        lengths.Clear();
        foreach (var value in values)
            lengths[32 - BitOperations.LeadingZeroCount(value)]++;
        var greatest = 32;
        while (greatest > 0 && lengths[greatest] == 0)
            greatest--;
        var best = (Width: greatest, Exceptions: 0, Bytes: 1 + greatest * 16);
        for (int width = greatest - 1, greater = 0; width >= 0; width--)
        {
            greater += lengths[width + 1];
            if (greater > MostExceptions)
                break;
            var bytes = 2 + width * 16 + greater;
            for (var length = width + 1; length <= greatest && bytes < best.Bytes; length++)
                bytes += lengths[length] * ((length - width + 6) / 7);
            if (bytes < best.Bytes)
                best = (width, greater, bytes);
        }

        return best;
    }
}
