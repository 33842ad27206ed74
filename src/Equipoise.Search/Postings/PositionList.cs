namespace Equipoise.Search.Postings;

/// <summary>Positions of a word in a document.</summary>
internal sealed class PositionList
{
    private int[] positions = new int[16];

    public int Count { get; private set; }

    public ReadOnlySpan<int> Span => positions.AsSpan(0, Count);

    public void Clear() => Count = 0;

    /// <summary>Keeps only the first ones.</summary>
    public void Cut(int count) => Count = count;

    public Span<int> Extend(int count)
    {
        if (positions.Length - Count < count)
            Array.Resize(ref positions, Math.Max(Count + count, positions.Length * 2));
        Count += count;
        return positions.AsSpan(Count - count, count);
    }

    /// <summary>Takes positions less an offset, where that leaves any.</summary>
    public void Begin(ReadOnlySpan<int> others, int offset)
    {
        Clear();
        var target = Extend(others.Length);
        Count = 0;
        foreach (var position in others)
        {
            if (position >= offset)
                target[Count++] = position - offset;
        }
    }

    /// <summary>Keeps those that, with an offset, stand in an ascending list.</summary>
    public void KeepWhere(ReadOnlySpan<int> others, int offset)
    {
        var (kept, at) = (0, 0);
        // The list was read as far as the last one wanted, so a single one is looked for from behind.
        if (Count == 1)
        {
            for (at = others.Length; at > 0 && others[at - 1] > positions[0] + offset;)
                at--;
            Count = at > 0 && others[at - 1] == positions[0] + offset ? 1 : 0;
            return;
        }

        for (var number = 0; number < Count; number++)
        {
            var wanted = positions[number] + offset;
            while (at < others.Length && others[at] < wanted)
                at++;
            if (at == others.Length)
                break;
            if (others[at] == wanted)
                positions[kept++] = positions[number];
        }

        Count = kept;
    }

    /// <summary>Keeps those of which something holds.</summary>
    public void KeepWhere(Func<int, bool> holds)
    {
        var kept = 0;
        for (var number = 0; number < Count; number++)
        {
            if (holds(positions[number]))
                positions[kept++] = positions[number];
        }

        Count = kept;
    }

    /// <summary>Keeps those at whose places a list of as many has a number.</summary>
    public void KeepWhereEqual(ReadOnlySpan<int> others, int wanted)
    {
        var kept = 0;
        for (var number = 0; number < Count; number++)
        {
            if (others[number] == wanted)
                positions[kept++] = positions[number];
        }

        Count = kept;
    }
}
