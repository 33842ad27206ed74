using Equipoise.Search.Files;

namespace Equipoise.Search.Segments;

/// <summary>The different sets of groups with a code each that documents of rare words have. There are few of them, because a word that
/// stands in a document once is in the groups of its field with their weights; so a number stands for each.</summary>
internal sealed class GroupCodes
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<(int Group, byte Code)[]> sets = [];

    /// <summary>A set by its number.</summary>
    public ReadOnlySpan<(int Group, byte Code)> this[int number] => sets[number];

    /// <summary>The number of a set, whose groups ascend.</summary>
    public int Number(ReadOnlySpan<(int Group, byte Code)> set)
    {
        Span<char> name = stackalloc char[set.Length];
        for (var at = 0; at < set.Length; at++)
            name[at] = (char)(set[at].Group << 8 | set[at].Code);
        var lookup = numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(name, out var number))
            return number;
        numbers.Add(name.ToString(), sets.Count);
        sets.Add(set.ToArray());
        return sets.Count - 1;
    }

    public void Write(ByteBuffer target)
    {
        target.AddVarint((ulong)sets.Count);
        foreach (var set in sets)
        {
            target.AddVarint((ulong)set.Length);
            foreach (var (group, code) in set)
            {
                target.AddVarint((ulong)group);
                target.Add(code);
            }
        }
    }

    public static GroupCodes Read(ref ByteReader reader)
    {
        var read = new GroupCodes();
        for (var left = reader.Int(); left > 0; left--)
        {
            var set = new (int, byte)[reader.Int()];
            for (var at = 0; at < set.Length; at++)
                set[at] = (reader.Int(), reader.Byte());
            read.sets.Add(set);
        }

        return read;
    }
}
