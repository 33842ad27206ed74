using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Equipoise.Search.Files;

namespace Equipoise.Search.Segments;

/// <summary>Which field and value each position of a document belongs to. Mostly a byte a value: how much its field's number is beyond that of the
/// value before, plus 7, in the high half, and how many words it has in the low half. A field too far off is 15 there, and its number follows; a
/// length beyond 15 is 0, and follows too.</summary>
internal sealed class FieldMap
{
    private const int Reach = 7;
    private const int Far = 15;
    private const int MostWords = 15;

    // Where a position is nearer than this, it is reached value by value.
    private const int Near = 12;
    private readonly List<int> starts = [];
    private readonly List<int> fields = [];

    /// <summary>How many values with words there are.</summary>
    public int Count => fields.Count;

    public int Field(int value) => fields[value];

    /// <summary>Where a value's first word stands.</summary>
    public int Start(int value) => starts[value];

    /// <summary>How many words a value has: a position is left free behind each.</summary>
    public int Length(int value) => starts[value + 1] - starts[value] - 1;

    /// <summary>The value that a position is in.</summary>
    public int Value(int position)
    {
        var found = CollectionsMarshal.AsSpan(starts).BinarySearch(position);
        return found >= 0 ? found : ~found - 1;
    }

    /// <summary>Adds up the weights of the fields that ascending positions are in.</summary>
    public static float Weigh(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> positions, float[] weights) => Weigh(bytes, positions, weights, enough: float.PositiveInfinity);

    /// <summary>Whether one of some ascending positions is in a field that has a weight.</summary>
    public static bool Weighs(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> positions, float[] weights) => Weigh(bytes, positions, weights, enough: float.Epsilon) > 0;

    /// <summary>How many positions from the first on are in fields that have a weight, or between those.</summary>
    public static int Beginning(ReadOnlySpan<byte> bytes, float[] weights)
    {
        var reader = new ByteReader(bytes);
        for (int end = 0, field = 0; ;)
        {
            if (reader.AtEnd)
                return end;
            var words = Next(ref reader, ref field);
            if (weights[field] <= 0)
                return end;
            end += words + 1;
        }
    }

    /// <summary>Counts the words of the fields that have a weight.</summary>
    public static int CountWords(ReadOnlySpan<byte> bytes, float[] weights)
    {
        var reader = new ByteReader(bytes);
        var count = 0;
        for (var field = 0; !reader.AtEnd;)
        {
            var words = Next(ref reader, ref field);
            count += weights[field] > 0 ? words : 0;
        }

        return count;
    }

    private static float Weigh(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> positions, float[] weights, float enough)
    {
        var reader = new ByteReader(bytes);
        var sum = 0f;
        for (int number = 0, end = 0, field = 0; number < positions.Length && sum < enough && !reader.AtEnd;)
        {
            if (positions[number] - end > Near)
                Pass(bytes, ref reader, positions[number], ref end, ref field);
            end += Next(ref reader, ref field) + 1;
            for (; number < positions.Length && positions[number] < end; number++)
                sum += weights[field];
        }

        return sum;
    }

    /// <summary>Reads the map of a document.</summary>
    public void Read(ReadOnlySpan<byte> bytes)
    {
        starts.Clear();
        fields.Clear();
        var reader = new ByteReader(bytes);
        starts.Add(0);
        var field = 0;
        while (!reader.AtEnd)
        {
            starts.Add(starts[^1] + Next(ref reader, ref field) + 1);
            fields.Add(field);
        }
    }

    /// <summary>Writes one value after those before it: its field and how many words it has.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="before">The field of the value before; 0 for the first of a document.</param>
    /// <param name="field">The field.</param>
    /// <param name="words">How many words it has, at least 1.</param>
    public static void Write(ByteBuffer target, int before, int field, int words)
    {
        var step = field - before is >= -Reach and <= Reach ? field - before + Reach : Far;
        target.Add((byte)(step << 4 | (words <= MostWords ? words : 0)));
        if (step == Far)
            target.AddVarint((ulong)field);
        if (words > MostWords)
            target.AddVarint((ulong)words);
    }

    // Goes past values that end before a position, up to sixteen at a time: as long as no number follows behind one of them.
    private static void Pass(ReadOnlySpan<byte> bytes, ref ByteReader reader, int position, ref int end, ref int field)
    {
        while (position > end && reader.Position + Vector128<byte>.Count <= bytes.Length)
        {
            var heads = Vector128.Create(bytes.Slice(reader.Position, Vector128<byte>.Count));
            var (steps, words) = (heads >>> 4, heads & Vector128.Create((byte)MostWords));
            var special = Vector128.Equals(steps, Vector128.Create((byte)Far)) | Vector128.Equals(words, Vector128<byte>.Zero);
            var plain = BitOperations.TrailingZeroCount(special.ExtractMostSignificantBits() | 1U << Vector128<byte>.Count);
            // All sixteen can take 256 positions, which is one more than the greatest sum; so a sum of 255 is never within reach.
            var before = Vector128.LessThanOrEqual(Sums(words + Vector128<byte>.One), Vector128.Create((byte)Math.Min(position - end, byte.MaxValue - 1)));
            var count = Math.Min(plain, BitOperations.TrailingZeroCount(~before.ExtractMostSignificantBits()));
            var these = Vector128.LessThan(Vector128<byte>.Indices, Vector128.Create((byte)count));
            end += Vector128.Sum(words & these) + count;
            field += Vector128.Sum(steps & these) - Reach * count;
            reader.Position += count;
            if (count < plain && count < Vector128<byte>.Count - 1)
                return;
            if (count == plain && plain < Vector128<byte>.Count && !TryPass(ref reader, position, ref end, ref field))
                return;
        }
    }

    private static bool TryPass(ref ByteReader reader, int position, ref int end, ref int field)
    {
        var (at, before) = (reader.Position, field);
        var next = end + Next(ref reader, ref field) + 1;
        if (next > position)
        {
            (reader.Position, field) = (at, before);
            return false;
        }

        end = next;
        return true;
    }

    // For each number the sum of it and those before, at most 255.
    private static Vector128<byte> Sums(Vector128<byte> numbers)
    {
        numbers = Vector128.AddSaturate(numbers, Vector128.Shuffle(numbers, Vector128.Create((byte)255, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14)));
        numbers = Vector128.AddSaturate(numbers, Vector128.Shuffle(numbers, Vector128.Create((byte)255, 255, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13)));
        numbers = Vector128.AddSaturate(numbers, Vector128.Shuffle(numbers, Vector128.Create((byte)255, 255, 255, 255, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)));
        return Vector128.AddSaturate(numbers, Vector128.Shuffle(numbers, Vector128.Create((byte)255, 255, 255, 255, 255, 255, 255, 255, 0, 1, 2, 3, 4, 5, 6, 7)));
    }

    // Reads the next value: its field from that of the value before, and how many words it has.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Next(ref ByteReader reader, ref int field)
    {
        var head = reader.Byte();
        field = head >> 4 == Far ? reader.Int() : field + (head >> 4) - Reach;
        return (head & MostWords) is > 0 and var words ? words : reader.Int();
    }
}
