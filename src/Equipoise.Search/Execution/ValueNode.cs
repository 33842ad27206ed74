using System.Numerics;
using Equipoise.Search.Columns;
using Equipoise.Search.Postings;

namespace Equipoise.Search.Execution;

/// <summary>The documents that have one of some values in a column: by the values' lists where all are asked for, by what each document has where few are left. Does not
/// score.</summary>
internal sealed class ValueNode : Node
{
    // Beyond this many, lists are put into a bitmap once instead of being walked side by side.
    private const int ListsSideBySide = 8;

    // To look up what a document has takes as long as reading about so many of a list.
    private const int StepsToLookUp = 3;

    // Finding a list's blocks in a window takes as long as reading about so many of it.
    private const int StepsToFind = 16;
    private readonly ValueLists lists;
    private readonly Rows rows;
    private readonly SearchMeter meter;
    private readonly int[] numbers;
    private readonly ulong[] wanted;
    private PostingCursor[]? cursors;
    private ulong[]? bitmap;

    /// <summary>Takes a column and the numbers of the values.</summary>
    public ValueNode(ValueLists lists, Rows rows, IReadOnlyCollection<int> numbers, SearchMeter meter)
    {
        (this.lists, this.rows, this.meter) = (lists, rows, meter);
        this.numbers = [.. numbers];
        wanted = new ulong[numbers.Max() / 64 + 1];
        foreach (var number in numbers)
            wanted[number >> 6] |= 1UL << number;
        Cost = (int)Math.Min(int.MaxValue, numbers.Sum(number => (long)lists.Count(number)));
    }

    public override int Cost { get; }

    public override int Next(int document)
    {
        if (numbers.Length > ListsSideBySide)
            return bitmap is null ? document : Bits.Next(bitmap, document) is >= 0 and var found ? found : int.MaxValue;
        var next = int.MaxValue;
        foreach (var cursor in Cursors)
            next = Math.Min(next, ListMatch.Next(cursor, document));
        return next;
    }

    public override void Match(Window window, Span<ulong> bits)
    {
        if (numbers.Length > ListsSideBySide)
        {
            Slice(window).CopyTo(bits);
            return;
        }

        bits.Clear();
        foreach (var cursor in Cursors)
            ListMatch.Add(cursor, window, bits);
    }

    public override void Narrow(Window window, Span<ulong> bits)
    {
        var left = Window.Matches(bits);
        if (left == 0)
            return;
        if (bitmap is null && left * StepsToLookUp < (long)Cost * window.Count / rows.DocumentCount + numbers.Length * StepsToFind)
        {
            LookUp(window, bits);
            return;
        }

        if (numbers.Length > ListsSideBySide)
        {
            Bits.And(bits, Slice(window));
            return;
        }

        Span<ulong> own = stackalloc ulong[Window.Words];
        own.Clear();
        foreach (var cursor in Cursors)
            ListMatch.Add(cursor, window, bits, own);
        Bits.And(bits, own);
    }

    private PostingCursor[] Cursors => cursors ??= Array.ConvertAll(numbers, number => lists.Open(number, meter));

    private ReadOnlySpan<ulong> Slice(Window window) => (bitmap ??= Fill()).AsSpan(window.Start / 64, Window.Words);

    private ulong[] Fill()
    {
        var filled = BitmapNode.Empty(rows.DocumentCount);
        foreach (var number in numbers)
        {
            var cursor = lists.Open(number, meter);
            for (var block = 0; block < cursor.Blocks; block++)
            {
                foreach (var document in cursor.Documents(block))
                    filled[document >> 6] |= 1UL << document;
            }
        }

        return filled;
    }

    private void LookUp(Window window, Span<ulong> bits)
    {
        var read = 0;
        for (var word = 0; word < bits.Length; word++)
        {
            for (var left = bits[word]; left != 0; left &= left - 1)
            {
                var bit = BitOperations.TrailingZeroCount(left);
                read++;
                if (!Has(window.Start + word * 64 + bit))
                    bits[word] &= ~(1UL << bit);
            }
        }

        meter.ReadValues(read);
    }

    private bool Has(int document)
    {
        for (var number = rows.Of(document, out var end); number < end; number++)
        {
            var value = (int)rows.Value(number);
            if (value >> 6 < wanted.Length && (wanted[value >> 6] >> value & 1) != 0)
                return true;
        }

        return false;
    }
}
