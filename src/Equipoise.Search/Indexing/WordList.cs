namespace Equipoise.Search.Indexing;

/// <summary>Different words in UTF-8, numbered from 0 in the order in which they came, without an object for each.</summary>
internal sealed class WordList
{
    private readonly WordTable table = new();
    private readonly List<int> starts = [];

    public int Count => starts.Count;

    /// <summary>A word by its number.</summary>
    public ReadOnlySpan<byte> this[int number] => table.Letters(starts[number]);

    /// <summary>The number of a word, which is added where it is new.</summary>
    public int Number(ReadOnlySpan<byte> word)
    {
        var key = WordTable.KeyOf(word);
        var number = table.Find(word, key);
        if (number >= 0)
            return number;
        starts.Add(table.Add(word, key, starts.Count));
        return starts.Count - 1;
    }

    /// <summary>Takes all words out again.</summary>
    public void Clear()
    {
        table.Clear();
        starts.Clear();
    }

    /// <summary>All numbers in the order of their words' bytes.</summary>
    public int[] Sort()
    {
        // Numbers are compared faster than words: the first eight bytes first, all of them where those are the same.
        var heads = new ulong[Count];
        var order = new int[Count];
        Span<byte> head = stackalloc byte[sizeof(ulong)];
        for (var number = 0; number < order.Length; number++)
        {
            var word = this[number];
            head.Clear();
            word[..Math.Min(word.Length, head.Length)].CopyTo(head);
            order[number] = number;
            heads[number] = System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(head);
        }

        Array.Sort(heads, order);
        var byBytes = Comparer<int>.Create((one, other) => this[one].SequenceCompareTo(this[other]));
        for (int first = 0, end = 0; first < order.Length; first = end)
        {
            while (end < order.Length && heads[end] == heads[first])
                end++;
            if (end - first > 1)
                Array.Sort(order, first, end - first, byBytes);
        }

        return order;
    }
}
