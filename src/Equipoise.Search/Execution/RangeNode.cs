using System.Numerics;
using System.Runtime.Intrinsics;
using Equipoise.Search.Columns;
using Equipoise.Search.Postings;

namespace Equipoise.Search.Execution;

/// <summary>The documents that have a value from a first to a last one, in a column's own numbers.</summary>
internal sealed unsafe class RangeNode : Node
{
    private readonly Rows rows;
    private readonly SearchMeter meter;
    private readonly ulong first;
    private readonly ulong reach;

    /// <summary>Takes the values from a first to a last one, which the column reaches into.</summary>
    public RangeNode(Rows rows, long from, long to, SearchMeter meter)
    {
        this.rows = rows;
        this.meter = meter;
        first = (ulong)(Math.Max(from, rows.Least) - rows.Least);
        reach = (ulong)(Math.Min(to, rows.Greatest) - rows.Least) - first;
    }

    public override int Cost => rows.RowCount;

    public override void Match(Window window, Span<ulong> bits)
    {
        if (!rows.IsPlain)
        {
            rows.Fill(window.Start, window.Count, bits);
            NarrowEach(window, bits);
            return;
        }

        bits.Clear();
        meter.ReadValues(window.Count);
        var whole = rows.Width < 8 ? window.Count / 64 : 0;
        for (var word = 0; word < whole; word++)
        {
            var from = rows.Raw + (window.Start + word * 64L) * rows.Width;
            bits[word] = rows.Width switch
            {
                1 => Compare(from, (byte)first, (byte)reach),
                2 => Compare((ushort*)from, (ushort)first, (ushort)reach),
                _ => Compare((uint*)from, (uint)first, (uint)reach),
            };
        }

        for (var at = whole * 64; at < window.Count; at++)
        {
            if (Contains(window.Start + at))
                bits[at >> 6] |= 1UL << at;
        }
    }

    public override void Narrow(Window window, Span<ulong> bits) => NarrowEach(window, bits);

    private void NarrowEach(Window window, Span<ulong> bits)
    {
        for (var word = 0; word < bits.Length; word++)
        {
            for (var left = bits[word]; left != 0; left &= left - 1)
            {
                var bit = BitOperations.TrailingZeroCount(left);
                if (!HasValue(window.Start + word * 64 + bit))
                    bits[word] &= ~(1UL << bit);
            }
        }
    }

    // 64 values, as many at a time as 128 bits hold; unsigned, so that one comparison tests both ends.
    private static ulong Compare<T>(T* values, T first, T reach)
        where T : unmanaged
    {
        ulong found = 0;
        for (var at = 0; at < 64; at += Vector128<T>.Count)
        {
            var above = Vector128.Load(values + at) - Vector128.Create(first);
            found |= (ulong)Vector128.LessThanOrEqual(above, Vector128.Create(reach)).ExtractMostSignificantBits() << at;
        }

        return found;
    }

    private bool HasValue(int document)
    {
        var number = rows.Of(document, out var end);
        meter.ReadValues(end - number);
        for (; number < end; number++)
        {
            if (Contains(number))
                return true;
        }

        return false;
    }

    private bool Contains(int number) => (ulong)(rows.Value(number) - rows.Least) - first <= reach;
}
