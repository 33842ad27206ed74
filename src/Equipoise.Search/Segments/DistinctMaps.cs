using System.Runtime.InteropServices;
using Equipoise.Search.Files;

namespace Equipoise.Search.Segments;

/// <summary>The different maps from positions to fields that documents have, and the number of each document's. Two sites whose texts have as many words
/// have the same map.</summary>
internal sealed class DistinctMaps
{
    private readonly Dictionary<string, ushort> known = new(StringComparer.Ordinal);
    private readonly List<uint> starts = [0];
    private readonly ByteBuffer maps = new(1 << 12);
    private readonly ushort[] numbers;

    private DistinctMaps(int documents) => numbers = new ushort[documents];

    /// <summary>How many there are.</summary>
    public int Count => starts.Count - 1;

    /// <summary>For each document the number of its map.</summary>
    public ReadOnlySpan<ushort> Numbers => numbers;

    /// <summary>Where each map begins, and at last where they end.</summary>
    public ReadOnlySpan<uint> Starts => CollectionsMarshal.AsSpan(starts);

    /// <summary>The maps.</summary>
    public ReadOnlySpan<byte> Maps => maps.Span;

    /// <summary>Finds the different maps, or gives null where there are more than two bytes can number.</summary>
    public static DistinctMaps? Of(ReadOnlySpan<uint> starts, ReadOnlySpan<byte> maps)
    {
        var distinct = new DistinctMaps(starts.Length - 1);
        for (var document = 0; document + 1 < starts.Length; document++)
        {
            if (!distinct.TryNumber(maps[(int)starts[document]..(int)starts[document + 1]], out distinct.numbers[document]))
                return null;
        }

        return distinct;
    }

    private bool TryNumber(ReadOnlySpan<byte> map, out ushort number)
    {
        Span<char> name = map.Length <= 256 ? stackalloc char[map.Length] : new char[map.Length];
        for (var at = 0; at < name.Length; at++)
            name[at] = (char)map[at];
        var lookup = known.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(name, out number))
            return true;
        if (Count > ushort.MaxValue)
            return false;
        known.Add(name.ToString(), number = (ushort)Count);
        maps.Add(map);
        starts.Add((uint)maps.Length);
        return true;
    }
}
