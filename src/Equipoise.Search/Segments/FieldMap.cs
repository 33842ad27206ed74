using System.Runtime.InteropServices;
using Equipoise.Search.Files;

namespace Equipoise.Search.Segments;

/// <summary>Which field and value each position of a document belongs to.</summary>
internal sealed class FieldMap
{
    private readonly List<int> starts = [];
    private readonly List<int> fields = [];

    /// <summary>How many values with words there are.</summary>
    public int Count => fields.Count;

    public int Field(int value) => fields[value];

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
        for (int number = 0, end = 0, at = 0; at < bytes.Length;)
        {
            int field = bytes[at];
            int words = at + 1 < bytes.Length ? bytes[at + 1] : 0;
            at += 2;
            if ((field | words) >= 0x80)
            {
                reader.Position = at - 2;
                field = reader.Int();
                words = reader.Int();
                at = reader.Position;
            }

            end += words + 1;
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
        while (!reader.AtEnd)
        {
            fields.Add(reader.Int());
            starts.Add(starts[^1] + reader.Int() + 1);
        }
    }

    /// <summary>Writes one value after those before it: its field and how many words it has.</summary>
    public static void Write(ByteBuffer target, int field, int words)
    {
        target.AddVarint((ulong)field);
        target.AddVarint((ulong)words);
    }
}
