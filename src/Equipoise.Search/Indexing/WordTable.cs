using System.Runtime.CompilerServices;

namespace Equipoise.Search.Indexing;

/// <summary>Words with a number for each, found by their letters: open addressing over one buffer of all letters, so that a word that is known costs
/// no string and few visits to memory.</summary>
internal sealed class WordTable
{
    private const int Least = 1024;
    private (int Hash, int Number, int Start, int Length)[] slots = new (int, int, int, int)[Least];
    private char[] letters = new char[Least * 8];
    private int used;
    private int count;

    /// <summary>The number of a word, or -1.</summary>
    /// <param name="word">The word.</param>
    /// <param name="hash">What <see cref="Add"/> wants to know of it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(ReadOnlySpan<char> word, out int hash)
    {
        // The runtime's own hash, which nobody who writes a record can foresee.
        hash = string.GetHashCode(word, StringComparison.Ordinal);
        var mask = slots.Length - 1;
        for (var at = hash & mask; ; at = (at + 1) & mask)
        {
            ref readonly var slot = ref slots[at];
            if (slot.Length == 0)
                return -1;
            if (slot.Hash == hash && word.SequenceEqual(letters.AsSpan(slot.Start, slot.Length)))
                return slot.Number;
        }
    }

    /// <summary>Adds a word that is not there; none is empty.</summary>
    public void Add(ReadOnlySpan<char> word, int hash, int number)
    {
        if (count * 2 >= slots.Length)
            Grow();
        if (letters.Length - used < word.Length)
            Array.Resize(ref letters, Math.Max(letters.Length * 2, used + word.Length));
        word.CopyTo(letters.AsSpan(used));
        Place((hash, number, used, word.Length));
        used += word.Length;
        count++;
    }

    private void Grow()
    {
        var before = slots;
        slots = new (int, int, int, int)[before.Length * 2];
        foreach (var slot in before)
        {
            if (slot.Length > 0)
                Place(slot);
        }
    }

    private void Place((int Hash, int Number, int Start, int Length) slot)
    {
        var at = slot.Hash & (slots.Length - 1);
        while (slots[at].Length > 0)
            at = (at + 1) & (slots.Length - 1);
        slots[at] = slot;
    }
}
