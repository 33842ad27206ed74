using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Equipoise.Search.Files;

namespace Equipoise.Search.Postings;

/// <summary>Any count of numbers in as few bits each as suits most of them; what the others have above those bits is kept apart
/// (Zukowski, Héman, Nes, Boncz: Super-scalar RAM-CPU cache compression, 2006). Each number can be read on its own.
/// <code>width, 0x40 where some are greater · length of the exceptions · gap and high bits of each exception · the low bits</code>
/// All but the low bits and the width are varints. Bits are read eight bytes at a time: as many must follow.</summary>
internal sealed unsafe class PackedNumbers
{
    /// <summary>How many bytes must follow the last list of a file.</summary>
    public const int Margin = 8;

    private const int WithExceptions = 0x40;
    private const int FewExceptions = 512;
    private int[] places = new int[8];
    private uint[] above = new uint[8];
    private int exceptions;
    private int exception;
    private int width;
    private byte* bits;

    public static void Write(ByteBuffer target, ReadOnlySpan<uint> values)
    {
        if (values.IsEmpty)
            return;
        var (low, exceptions) = BestWidth(values);
        target.Add((byte)(low | (exceptions > 0 ? WithExceptions : 0)));
        if (exceptions > 0)
            WriteExceptions(target, values, low, exceptions);
        WriteBits(target, values, low);
    }

    /// <summary>Opens a list.</summary>
    /// <param name="list">Where it begins.</param>
    /// <param name="count">How many numbers it has.</param>
    /// <returns>Where it ends.</returns>
    public byte* Open(byte* list, int count)
    {
        (exceptions, exception) = (0, 0);
        if (count == 0)
            return list;
        var head = *list++;
        width = head & (WithExceptions - 1);
        if ((head & WithExceptions) != 0)
            list = ReadExceptions(list);
        bits = list;
        return list + ((long)count * width + 7) / 8;
    }

    /// <summary>Reads some of the numbers. Fastest in ascending order.</summary>
    public void Read(int first, Span<uint> target)
    {
        var mask = (1UL << width) - 1;
        var bit = (long)first * width;
        for (var number = 0; number < target.Length; number++, bit += width)
            target[number] = (uint)(*(ulong*)(bits + (bit >> 3)) >> (int)(bit & 7) & mask);
        for (var at = FirstException(first); at < exceptions && places[at] - first < target.Length; at++)
            target[places[at] - first] |= above[at] << width;
    }

    /// <summary>Reads one of the numbers. Fastest in ascending order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Read(int number)
    {
        var bit = (long)number * width;
        var low = (uint)(*(ulong*)(bits + (bit >> 3)) >> (int)(bit & 7) & ((1UL << width) - 1));
        return FirstException(number) is var at && at < exceptions && places[at] == number ? low | above[at] << width : low;
    }

    /// <summary>Adds numbers up until a sum is beyond a limit.</summary>
    /// <param name="first">The first number.</param>
    /// <param name="sum">What they are added to.</param>
    /// <param name="limit">A sum greater than this is the last.</param>
    /// <param name="target">The sums, as many as there are numbers to read.</param>
    /// <returns>How many sums there are.</returns>
    public int Accumulate(int first, int sum, int limit, Span<int> target)
    {
        var mask = (1UL << width) - 1;
        var bit = (long)first * width;
        var at = FirstException(first);
        var next = at < exceptions ? places[at] - first : int.MaxValue;
        if (next >= target.Length)
            return AccumulatePlain(bit, sum, limit, target);
        for (var number = 0; number < target.Length; bit += width)
        {
            var gap = (uint)(*(ulong*)(bits + (bit >> 3)) >> (int)(bit & 7) & mask);
            if (number == next)
            {
                gap |= above[at] << width;
                next = ++at < exceptions ? places[at] - first : int.MaxValue;
            }

            target[number++] = sum += (int)gap;
            if (sum > limit)
                return number;
        }

        return target.Length;
    }

    private int AccumulatePlain(long bit, int sum, int limit, Span<int> target)
    {
        var mask = (1UL << width) - 1;
        for (var number = 0; number < target.Length; number++, bit += width)
        {
            target[number] = sum += (int)(*(ulong*)(bits + (bit >> 3)) >> (int)(bit & 7) & mask);
            if (sum > limit)
                return number + 1;
        }

        return target.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int FirstException(int number) => exceptions == 0 ? 0 : SeekException(number);

    private int SeekException(int number)
    {
        var known = places.AsSpan(0, exceptions);
        var at = exception;
        if (at > 0 && known[at - 1] >= number)
            at = 0;
        while (at < known.Length && known[at] < number)
            at++;
        return exception = at;
    }

    private byte* ReadExceptions(byte* list)
    {
        var end = Varint(ref list);
        end += (ulong)list;
        // Each takes two bytes at least.
        var most = (int)(end - (ulong)list) / 2;
        if (most > places.Length)
        {
            places = new int[(int)BitOperations.RoundUpToPowerOf2((uint)most)];
            above = new uint[places.Length];
        }

        ref var place = ref MemoryMarshal.GetArrayDataReference(places);
        ref var high = ref MemoryMarshal.GetArrayDataReference(above);
        var number = 0;
        for (var last = -1; (ulong)list < end; number++)
        {
            // Both are nearly always less than 128.
            var both = *(ushort*)list;
            if ((both & 0x8080) == 0)
            {
                last += (both & 0xFF) + 1;
                Unsafe.Add(ref high, number) = (uint)(both >> 8);
                list += 2;
            }
            else
            {
                last += (int)Varint(ref list) + 1;
                Unsafe.Add(ref high, number) = (uint)Varint(ref list);
            }

            Unsafe.Add(ref place, number) = last;
        }

        exceptions = number;
        return list;
    }

    private static ulong Varint(ref byte* at)
    {
        ulong value = *at++;
        if (value < 0x80)
            return value;
        value &= 0x7F;
        for (var shift = 7; ; shift += 7)
        {
            ulong next = *at++;
            value |= (next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
    }

    private static void WriteExceptions(ByteBuffer target, ReadOnlySpan<uint> values, int low, int count)
    {
        Span<int> found = count <= FewExceptions ? stackalloc int[count] : new int[count];
        FindExceptions(values, (1u << low) - 1, found);
        var (length, last) = (0, -1);
        foreach (var number in found)
        {
            length += VarintLength((ulong)(number - last - 1)) + VarintLength(values[number] >> low);
            last = number;
        }

        target.AddVarint((ulong)length);
        last = -1;
        foreach (var number in found)
        {
            target.AddVarint((ulong)(number - last - 1));
            target.AddVarint(values[number] >> low);
            last = number;
        }
    }

    // Few of the values are exceptions, so that most of the time goes to pass over the others.
    private static void FindExceptions(ReadOnlySpan<uint> values, uint most, Span<int> found)
    {
        var (at, count) = (0, 0);
        for (var limit = Vector256.Create(most); at + Vector256<uint>.Count <= values.Length; at += Vector256<uint>.Count)
        {
            for (var greater = Vector256.GreaterThan(Vector256.Create(values.Slice(at, Vector256<uint>.Count)), limit).ExtractMostSignificantBits(); greater != 0; greater &= greater - 1)
                found[count++] = at + BitOperations.TrailingZeroCount(greater);
        }

        for (; at < values.Length; at++)
        {
            if (values[at] > most)
                found[count++] = at;
        }
    }

    private static int VarintLength(ulong value) => value < 0x80 ? 1 : (70 - BitOperations.LeadingZeroCount(value)) / 7;

    // Eight bytes at a time, of which the last go beyond the end and are cut off.
    private static void WriteBits(ByteBuffer target, ReadOnlySpan<uint> values, int each)
    {
        if (each == 0)
            return;
        var length = (int)(((long)values.Length * each + 7) / 8);
        var bytes = target.Extend(length + Margin);
        var mask = (1UL << each) - 1;
        var (held, used) = (0UL, 0);
        foreach (var value in values)
        {
            held |= (value & mask) << used;
            used += each;
            if (used < 32)
                continue;
            MemoryMarshal.Write(bytes, (uint)held);
            bytes = bytes[sizeof(uint)..];
            (held, used) = (held >> 32, used - 32);
        }

        MemoryMarshal.Write(bytes, held);
        target.Cut(Margin);
    }

    // The width that takes the fewest bytes, an exception one for its place and one for each seven bits.
    private static (int Width, int Exceptions) BestWidth(ReadOnlySpan<uint> values)
    {
        uint all = 0;
        foreach (var value in values)
            all |= value;
        var greatest = 32 - BitOperations.LeadingZeroCount(all);
        if (greatest == 0)
            return (0, 0);
        // How many values have more than so many bits. Neighbors are counted apart, so that none waits for the one before.
        Span<int> longer = stackalloc int[33 + 32];
        Span<int> others = stackalloc int[33];
        longer.Clear();
        others.Clear();
        var number = 0;
        for (; number + 1 < values.Length; number += 2)
        {
            longer[32 - BitOperations.LeadingZeroCount(values[number])]++;
            others[32 - BitOperations.LeadingZeroCount(values[number + 1])]++;
        }

        if (number < values.Length)
            longer[32 - BitOperations.LeadingZeroCount(values[number])]++;
        for (var length = 0; length <= greatest; length++)
            longer[length] += others[length];
        for (int length = greatest, count = 0; length >= 0; length--)
            (longer[length], count) = (count, count + longer[length]);
        var (best, least) = (greatest, ((long)values.Length * greatest + 7) / 8);
        for (var each = greatest - 1; each >= 0; each--)
        {
            var bytes = (((long)values.Length * each + 7) / 8) + 1 + 2L * longer[each] + longer[each + 7] + longer[each + 14] + longer[each + 21] + longer[each + 28];
            if (bytes < least)
                (best, least) = (each, bytes);
        }

        return (best, longer[best]);
    }
}
