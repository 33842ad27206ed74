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
        for (var at = 0; at < window.Count; at++)
        {
            if (rows.Width == 1 && window.Count - at >= Vector128<byte>.Count * 4)
            {
                bits[at >> 6] = Compare64(rows.Raw + window.Start + at);
                at += 63;
            }
            else if (Contains(window.Start + at))
            {
                bits[at >> 6] |= 1UL << at;
            }
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

    private ulong Compare64(byte* values)
    {
        ulong found = 0;
        for (var part = 0; part < 4; part++)
        {
            var above = Vector128.Load(values + part * 16) - Vector128.Create((byte)first);
            found |= (ulong)Vector128.LessThanOrEqual(above, Vector128.Create((byte)reach)).ExtractMostSignificantBits() << (part * 16);
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
