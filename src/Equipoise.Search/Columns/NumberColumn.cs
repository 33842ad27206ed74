using Equipoise.Search.Files;

namespace Equipoise.Search.Columns;

/// <summary>A number or date field. Numbers that are all whole are kept so; others by their bits, turned so that their order is that of
/// whole numbers.</summary>
internal sealed class NumberColumn : IColumn
{
    public NumberColumn(MappedFile file, ref ByteReader directory)
    {
        AreWhole = directory.Byte() == 1;
        Rows = new Rows(file, ref directory);
    }

    public long Bytes => Rows.Bytes;

    public bool AreWhole { get; }

    public Rows Rows { get; }

    /// <summary>A value by its number.</summary>
    public double Value(int number) => Decode(Rows.Value(number));

    /// <summary>The number that a kept value stands for.</summary>
    public double Decode(long value) => AreWhole ? value : BitConverter.Int64BitsToDouble(value ^ ((value >> 63) & long.MaxValue));

    /// <summary>The kept values that a range of numbers holds, from the first to the last; null where it holds none.</summary>
    public (long First, long Last)? Span(double min, bool minIncluded, double max, bool maxIncluded)
    {
        if (double.IsNaN(min) || double.IsNaN(max))
            return null;
        if (!AreWhole)
            return (Encode(min) + (minIncluded ? 0 : 1), Encode(max) - (maxIncluded ? 0 : 1));
        var first = Math.Ceiling(min);
        var last = Math.Floor(max);
        if (!minIncluded && first == min)
            first++;
        if (!maxIncluded && last == max)
            last--;
        return first > last || first > Whole || last < -Whole ? null : ((long)Math.Max(first, -Whole), (long)Math.Min(last, Whole));
    }

    /// <summary>Writes a column whose rows hold the bits of numbers, and to the directory where it is; the rows are what is written afterwards.</summary>
    public static void Write(FileSink sink, ByteBuffer directory, int documentCount, RowValues rows)
    {
        var whole = true;
        foreach (var bits in rows.Values)
            whole &= IsWhole(BitConverter.Int64BitsToDouble(bits));
        directory.Add(whole ? (byte)1 : (byte)0);
        rows.Arrange(bits => whole ? (long)BitConverter.Int64BitsToDouble(bits) : Encode(BitConverter.Int64BitsToDouble(bits)), distinct: false);
        Rows.Write(sink, directory, documentCount, rows);
    }

    // Beyond this, neighboring whole numbers are not told apart by a double.
    private const double Whole = 1L << 53;

    private static bool IsWhole(double number) => number == Math.Floor(number) && Math.Abs(number) <= Whole;

    private static long Encode(double number)
    {
        var bits = BitConverter.DoubleToInt64Bits(number + 0.0);
        return bits ^ ((bits >> 63) & long.MaxValue);
    }
}
