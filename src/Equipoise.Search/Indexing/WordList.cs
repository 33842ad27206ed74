using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Equipoise.Search.Indexing;

/// <summary>Different words in UTF-8, numbered from 0 in the order in which they came, without an object for each.</summary>
internal sealed class WordList
{
    private const int Many = 1 << 14;
    private const int BehindTwo = 48;
    private readonly WordTable table = new();
    private readonly List<int> starts = [];

    public int Count => starts.Count;

    /// <summary>A word by its number.</summary>
    public ReadOnlySpan<byte> this[int number] => table.Letters(starts[number]);

    /// <summary>Asks memory for the place of a word that will be looked up soon.</summary>
    /// <param name="key">What <see cref="WordTable.KeyOf"/> gives for it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Expect(ulong key) => table.Expect(key);

    /// <summary>Asks memory for the letters of that word, some time later.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ExpectLetters(ulong key) => table.ExpectLetters(key);

    /// <summary>Asks memory for a word that will be read soon; first for where it stands, and a while later for its letters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Expect(int number, bool isKnownWhere)
    {
        if (isKnownWhere)
            table.ExpectLetters(starts[number]);
        else if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref CollectionsMarshal.AsSpan(starts)[number]));
    }

    /// <summary>The number of a word or of a spelling, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(ReadOnlySpan<byte> word, ulong key) => table.Find(word, key);

    /// <summary>The number of a word, which is added where it is new.</summary>
    public int Number(ReadOnlySpan<byte> word) => Number(word, WordTable.KeyOf(word));

    /// <summary>The same with what <see cref="WordTable.KeyOf"/> gives for it.</summary>
    public int Number(ReadOnlySpan<byte> word, ulong key) => table.Find(word, key) is >= 0 and var number ? number : Add(word, key);

    /// <summary>Adds a word that is not there.</summary>
    /// <returns>Its number.</returns>
    public int Add(ReadOnlySpan<byte> word, ulong key)
    {
        starts.Add(table.Add(word, key, starts.Count));
        return starts.Count - 1;
    }

    /// <summary>Lets a word be found by another spelling, which is no word of the list itself.</summary>
    public void AddSpelling(ReadOnlySpan<byte> spelling, ulong key, int number) => table.Add(spelling, key, number);

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
            heads[number] = BinaryPrimitives.ReadUInt64BigEndian(head);
        }

        heads = SortByHeads(heads, order);
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

    // Many are taken apart by their first two bytes: parts so small are sorted without leaving the processor's cache.
    private static ulong[] SortByHeads(ulong[] heads, int[] order)
    {
        if (heads.Length < Many)
        {
            for (var number = 0; number < order.Length; number++)
                order[number] = number;
            Array.Sort(heads, order);
            return heads;
        }

        var parts = new int[(1 << (64 - BehindTwo)) + 1];
        foreach (var head in heads)
            parts[(head >> BehindTwo) + 1]++;
        for (var part = 1; part < parts.Length; part++)
            parts[part] += parts[part - 1];
        var apart = new ulong[heads.Length];
        for (var number = 0; number < heads.Length; number++)
        {
            var at = parts[heads[number] >> BehindTwo]++;
            apart[at] = heads[number];
            order[at] = number;
        }

        // A part's entry is where it ends by now.
        for (int part = 0, first = 0; part < parts.Length; first = parts[part], part++)
        {
            if (parts[part] - first > 1)
                Array.Sort(apart, order, first, parts[part] - first);
        }

        return apart;
    }
}
