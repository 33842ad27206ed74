using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Equipoise.Search.Execution;

/// <summary>Bitmaps combined as many bits at a time as the machine can.</summary>
internal static class Bits
{
    public static bool AreEmpty(ReadOnlySpan<ulong> bits) => !bits.ContainsAnyExcept(0UL);

    public static void And(Span<ulong> bits, ReadOnlySpan<ulong> others)
    {
        var wide = MemoryMarshal.Cast<ulong, Vector<ulong>>(bits);
        var wideOthers = MemoryMarshal.Cast<ulong, Vector<ulong>>(others);
        for (var at = 0; at < wide.Length; at++)
            wide[at] &= wideOthers[at];
        for (var at = wide.Length * Vector<ulong>.Count; at < bits.Length; at++)
            bits[at] &= others[at];
    }

    public static void Or(Span<ulong> bits, ReadOnlySpan<ulong> others)
    {
        var wide = MemoryMarshal.Cast<ulong, Vector<ulong>>(bits);
        var wideOthers = MemoryMarshal.Cast<ulong, Vector<ulong>>(others);
        for (var at = 0; at < wide.Length; at++)
            wide[at] |= wideOthers[at];
        for (var at = wide.Length * Vector<ulong>.Count; at < bits.Length; at++)
            bits[at] |= others[at];
    }

    public static void AndNot(Span<ulong> bits, ReadOnlySpan<ulong> others)
    {
        var wide = MemoryMarshal.Cast<ulong, Vector<ulong>>(bits);
        var wideOthers = MemoryMarshal.Cast<ulong, Vector<ulong>>(others);
        for (var at = 0; at < wide.Length; at++)
            wide[at] = Vector.AndNot(wide[at], wideOthers[at]);
        for (var at = wide.Length * Vector<ulong>.Count; at < bits.Length; at++)
            bits[at] &= ~others[at];
    }

    /// <summary>Sets the first bits and clears the others.</summary>
    public static void FillFirst(Span<ulong> bits, int count)
    {
        bits.Clear();
        bits[..(count / 64)].Fill(ulong.MaxValue);
        if (count % 64 > 0)
            bits[count / 64] = (1UL << (count % 64)) - 1;
    }

    /// <summary>Sets the bits from one up to another.</summary>
    public static void Fill(Span<ulong> bits, int first, int end)
    {
        if (first >= end)
            return;
        var (firstWord, lastWord) = (first >> 6, (end - 1) >> 6);
        var head = ulong.MaxValue << first;
        var tail = ulong.MaxValue >> (63 - ((end - 1) & 63));
        if (firstWord == lastWord)
        {
            bits[firstWord] |= head & tail;
            return;
        }

        bits[firstWord] |= head;
        bits[(firstWord + 1)..lastWord].Fill(ulong.MaxValue);
        bits[lastWord] |= tail;
    }

    /// <summary>Whether a bit from a first to a last one is set.</summary>
    public static bool AnyBetween(ReadOnlySpan<ulong> bits, int first, int last)
    {
        var (firstWord, lastWord) = (first >> 6, last >> 6);
        var head = ulong.MaxValue << first;
        var tail = ulong.MaxValue >> (63 - (last & 63));
        if (firstWord == lastWord)
            return (bits[firstWord] & head & tail) != 0;
        return (bits[firstWord] & head) != 0 || (bits[lastWord] & tail) != 0 || bits[(firstWord + 1)..lastWord].ContainsAnyExcept(0UL);
    }

    /// <summary>The bits of up to 64 numbers that are not less than another.</summary>
    public static ulong NotLess(ReadOnlySpan<float> numbers, float least)
    {
        ulong found = 0;
        var at = 0;
        for (var wide = Vector256.Create(least); at + Vector256<float>.Count <= numbers.Length; at += Vector256<float>.Count)
            found |= (ulong)Vector256.GreaterThanOrEqual(Vector256.Create(numbers[at..]), wide).ExtractMostSignificantBits() << at;
        for (; at < numbers.Length; at++)
            found |= numbers[at] >= least ? 1UL << at : 0;
        return found;
    }

    /// <summary>Lists the set bits as documents, and returns how many there are.</summary>
    public static int List(ReadOnlySpan<ulong> bits, int start, Span<int> documents)
    {
        var count = 0;
        for (var word = 0; word < bits.Length; word++)
        {
            for (var left = bits[word]; left != 0; left &= left - 1)
                documents[count++] = start + word * 64 + BitOperations.TrailingZeroCount(left);
        }

        return count;
    }

    /// <summary>The first set bit at or behind another, or -1.</summary>
    public static int Next(ReadOnlySpan<ulong> bits, int from)
    {
        var word = from >> 6;
        if (word >= bits.Length)
            return -1;
        if ((bits[word] & (ulong.MaxValue << from)) is not 0 and var here)
            return word * 64 + BitOperations.TrailingZeroCount(here);
        var found = bits[(word + 1)..].IndexOfAnyExcept(0UL);
        return found < 0 ? -1 : (word + 1 + found) * 64 + BitOperations.TrailingZeroCount(bits[word + 1 + found]);
    }
}
