using System.Numerics;
using System.Runtime.CompilerServices;
using Equipoise.Search.Files;

namespace Equipoise.Search.Columns;

/// <summary>The values of a column: for each document none, one or several whole numbers, in ascending order. Which documents have one
/// is kept as all, as a bitmap with ranks, or as a list; the numbers as what they exceed the least by, in as many bits as the greatest
/// needs or, where every document has exactly one, in 1, 2, 4 or 8 bytes, so that many are compared at a time.</summary>
internal sealed unsafe class Rows
{
    // Values are read eight bytes at a time: as many must follow the last, and more bits would not fit beside a part of a byte.
    private const int Margin = sizeof(ulong);
    private const int MostBits = 56;

    private readonly RowPresence presence;
    private readonly int each;
    private readonly ulong mask;
    private readonly ulong* present;
    private readonly int* ranks;
    private readonly int* listed;
    private readonly int* ends;
    private readonly byte* values;
    private readonly int documentCount;
    private readonly MappedFile file;
    private readonly (long Offset, long Length)[] parts;
    private volatile bool isVerified;

    public Rows(MappedFile file, ref ByteReader directory)
    {
        this.file = file;
        documentCount = directory.Int();
        presence = (RowPresence)directory.Int();
        RowCount = directory.Int();
        ValueCount = directory.Int();
        each = directory.Int();
        mask = each == 64 ? ulong.MaxValue : (1UL << each) - 1;
        Least = directory.Read<long>();
        Greatest = directory.Read<long>();
        var presenceOffset = (long)directory.Varint();
        var endsOffset = (long)directory.Varint();
        var valuesOffset = (long)directory.Varint();
        var words = (documentCount + 63) / 64;
        parts =
        [
            (presenceOffset, presence == RowPresence.Bitmap ? words * 12L : presence == RowPresence.List ? RowCount * 4L : 0),
            (endsOffset, ValueCount > RowCount ? RowCount * 4L : 0),
            (valuesOffset, ((long)ValueCount * each + 7) / 8 + Margin),
        ];
        present = presence == RowPresence.Bitmap ? (ulong*)file.Address(presenceOffset, parts[0].Length) : null;
        ranks = (int*)(present + words);
        listed = presence == RowPresence.List ? (int*)file.Address(presenceOffset, parts[0].Length) : null;
        ends = ValueCount > RowCount ? (int*)file.Address(endsOffset, parts[1].Length) : null;
        values = file.Address(valuesOffset, parts[2].Length);
    }

    /// <summary>How many documents have a value.</summary>
    public int RowCount { get; }

    /// <summary>How many bytes they take.</summary>
    public long Bytes => parts.Sum(part => part.Length);

    /// <summary>How many documents there are.</summary>
    public int DocumentCount => documentCount;

    /// <summary>How many values there are.</summary>
    public int ValueCount { get; }

    /// <summary>Bytes a value, where the column is plain.</summary>
    public int Width => each / 8;

    /// <summary>The least value.</summary>
    public long Least { get; }

    /// <summary>The greatest value.</summary>
    public long Greatest { get; }

    /// <summary>Whether every document has exactly one value, so that its number is the value's.</summary>
    public bool IsPlain => presence == RowPresence.All && ends == null;

    /// <summary>Where the values lie; each is what the value exceeds <see cref="Least"/> by.</summary>
    public byte* Raw => values;

    /// <summary>Sees to it that all of it has been verified: to be asked before anything is read.</summary>
    public void Demand()
    {
        if (isVerified)
            return;
        foreach (var (offset, length) in parts)
            file.Demand(offset, length);
        isVerified = true;
    }

    /// <summary>Which values are a document's: from a number up to another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Of(int document, out int end)
    {
        var row = presence == RowPresence.All ? document : Row(document);
        if (row < 0)
            return end = 0;
        if (ends == null)
        {
            end = row + 1;
            return row;
        }

        end = ends[row];
        return row == 0 ? 0 : ends[row - 1];
    }

    /// <summary>A value by its number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Value(int number)
    {
        var bit = (long)number * each;
        return Least + (long)(*(ulong*)(values + (bit >> 3)) >> (int)(bit & 7) & mask);
    }

    /// <summary>Sets the bits of the documents of a window that have a value.</summary>
    public void Fill(int start, int count, Span<ulong> bits)
    {
        bits.Clear();
        if (presence == RowPresence.List)
        {
            var list = new ReadOnlySpan<int>(listed, RowCount);
            for (var row = LowerBound(list, start); row < list.Length && list[row] < start + count; row++)
                bits[(list[row] - start) >> 6] |= 1UL << (list[row] - start);
            return;
        }

        if (presence == RowPresence.Bitmap)
        {
            new ReadOnlySpan<ulong>(present + start / 64, (count + 63) / 64).CopyTo(bits);
            return;
        }

        bits[..(count / 64)].Fill(ulong.MaxValue);
        if (count % 64 > 0)
            bits[count / 64] = (1UL << (count % 64)) - 1;
    }

    /// <summary>Writes the values of a column, and to the directory where they are.</summary>
    public static void Write(FileSink sink, ByteBuffer directory, int documentCount, RowValues rows)
    {
        var kept = rows.Values;
        var (least, greatest) = kept.Length == 0 ? (0, 0) : (long.MaxValue, long.MinValue);
        foreach (var value in kept)
            (least, greatest) = (Math.Min(least, value), Math.Max(greatest, value));
        var reach = (ulong)(greatest - least);
        var count = rows.Documents.Length;
        var isPlain = count == documentCount && kept.Length == count;
        var width = 64 - BitOperations.LeadingZeroCount(reach);
        width = isPlain ? (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(8, width)) : width > MostBits ? 64 : width;
        var how = count == documentCount ? RowPresence.All : count < documentCount / 48 ? RowPresence.List : RowPresence.Bitmap;
        foreach (var number in (ReadOnlySpan<int>)[documentCount, (int)how, count, kept.Length, width])
            directory.AddVarint((ulong)number);
        directory.Add(least);
        directory.Add(greatest);
        directory.AddVarint((ulong)sink.Align());
        if (how == RowPresence.List)
            sink.WriteAll(rows.Documents);
        else if (how == RowPresence.Bitmap)
            WriteBitmap(sink, documentCount, rows.Documents);
        directory.AddVarint((ulong)sink.Align());
        if (kept.Length > count)
            sink.WriteAll(rows.Ends);
        directory.AddVarint((ulong)sink.Align());
        WriteValues(sink, kept, least, width);
    }

    private static void WriteValues(FileSink sink, ReadOnlySpan<long> values, long least, int width)
    {
        if (width == 64)
        {
            foreach (var value in values)
                sink.Write(value - least);
        }
        else
        {
            var (held, used) = (0UL, 0);
            foreach (var value in values)
            {
                held |= (ulong)(value - least) << used;
                for (used += width; used >= 8; used -= 8, held >>= 8)
                    sink.Write((byte)held);
            }

            if (used > 0)
                sink.Write((byte)held);
        }

        sink.Write(0L);
    }

    private static void WriteBitmap(FileSink sink, int documentCount, ReadOnlySpan<int> documents)
    {
        var bits = new ulong[(documentCount + 63) / 64];
        foreach (var document in documents)
            bits[document >> 6] |= 1UL << document;
        sink.WriteAll<ulong>(bits);
        var rank = 0;
        foreach (var word in bits)
        {
            sink.Write(rank);
            rank += BitOperations.PopCount(word);
        }
    }

    private static int LowerBound(ReadOnlySpan<int> list, int document)
    {
        var found = list.BinarySearch(document);
        return found >= 0 ? found : ~found;
    }

    private int Row(int document)
    {
        if (presence == RowPresence.Bitmap)
        {
            var word = present[document >> 6];
            var bit = 1UL << document;
            return (word & bit) == 0 ? -1 : ranks[document >> 6] + BitOperations.PopCount(word & (bit - 1));
        }

        return new ReadOnlySpan<int>(listed, RowCount).BinarySearch(document);
    }
}
