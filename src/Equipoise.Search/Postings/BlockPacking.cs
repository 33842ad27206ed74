using System.Numerics;
using System.Runtime.Intrinsics;

namespace Equipoise.Search.Postings;

/// <summary>128 numbers in as few bits each as the largest needs, laid out in four lanes so that four are unpacked at a time
/// (Lemire, Boytsov: Decoding billions of integers per second through vectorization, 2015). The vectors are 128 bits
/// wide, which every machine has or the runtime imitates.</summary>
internal static unsafe class BlockPacking
{
    public const int BlockSize = 128;
    private const int Rows = BlockSize / 4;

    /// <summary>Bits that each number needs.</summary>
    public static int Width(ReadOnlySpan<uint> values)
    {
        uint all = 0;
        foreach (var value in values)
            all |= value;
        return 32 - BitOperations.LeadingZeroCount(all);
    }

    /// <summary>Packs 128 numbers into 16 bytes for each bit of their width.</summary>
    public static void Pack(ReadOnlySpan<uint> values, int width, Span<byte> packed)
    {
        if (width == 0)
            return;
        fixed (uint* from = values)
        fixed (byte* to = packed)
        {
            var target = (uint*)to;
            var row = Vector128<uint>.Zero;
            var shift = 0;
            for (var number = 0; number < Rows; number++)
            {
                var value = Vector128.Load(from + number * 4);
                row |= value << shift;
                shift += width;
                if (shift < 32)
                    continue;
                row.Store(target);
                target += 4;
                shift -= 32;
                row = shift > 0 ? value >>> (width - shift) : Vector128<uint>.Zero;
            }
        }
    }

    /// <summary>Unpacks 128 numbers.</summary>
    public static void Unpack(byte* packed, int width, uint* values)
    {
        var mask = Vector128.Create(width == 32 ? uint.MaxValue : (1u << width) - 1);
        var source = (uint*)packed;
        var row = width == 0 ? Vector128<uint>.Zero : Vector128.Load(source);
        var shift = 0;
        for (var number = 0; number < Rows; number++)
        {
            var value = row >>> shift;
            shift += width;
            if (shift >= 32)
            {
                shift -= 32;
                if (number < Rows - 1)
                {
                    source += 4;
                    row = Vector128.Load(source);
                    if (shift > 0)
                        value |= row << (width - shift);
                }
            }

            (value & mask).Store(values + number * 4);
        }
    }

    /// <summary>Turns 128 gaps (each less one) into the numbers they lead to from the one before.</summary>
    public static void Accumulate(uint* gaps, int before)
    {
        var last = Vector128.Create((uint)before);
        for (var number = 0; number < Rows; number++)
        {
            var sum = Vector128.Load(gaps + number * 4) + Vector128<uint>.One;
            sum += Vector128.Shuffle(sum.AsByte(), ShiftByOne).AsUInt32();
            sum += Vector128.Shuffle(sum.AsByte(), ShiftByTwo).AsUInt32();
            sum += last;
            sum.Store(gaps + number * 4);
            last = Vector128.Create(sum.GetElement(3));
        }
    }

    // An index beyond the vector gives zero.
    private static readonly Vector128<byte> ShiftByOne = Vector128.Create((byte)255, 255, 255, 255, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    private static readonly Vector128<byte> ShiftByTwo = Vector128.Create((byte)255, 255, 255, 255, 255, 255, 255, 255, 0, 1, 2, 3, 4, 5, 6, 7);
}
