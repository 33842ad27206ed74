using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
    public static float Weigh(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> positions, float[] weights)
    {
        var reader = new ByteReader(bytes);
        var sum = 0f;
        for (int number = 0, end = 0, field = 0; !reader.AtEnd;)
        {
            end += Next(ref reader, ref field) + 1;
            for (; number < positions.Length && positions[number] < end; number++)
                sum += weights[field];
            if (number == positions.Length)
                break;
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

    // Reads the next value: its field from that of the value before, and how many words it has.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Next(ref ByteReader reader, ref int field)
    {
        var head = reader.Byte();
        field = head >> 4 == Far ? reader.Int() : field + (head >> 4) - Reach;
        return (head & MostWords) is > 0 and var words ? words : reader.Int();
    }
}
