using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Equipoise.Search.Indexing;

/// <summary>Words with a number for each, found by their letters: open addressing over one buffer of all letters, so that a word that is known costs
/// no string and few visits to memory.</summary>
internal sealed class WordTable
{
    private const int Least = 1024;
    private const ulong Multiplier = 0x9E3779B97F4A7C15;
    private static readonly ulong Secret = (ulong)(uint)"words".GetHashCode(StringComparison.Ordinal) << 32 | (uint)"table".GetHashCode(StringComparison.Ordinal);
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
        hash = Hash(word);
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

    /// <summary>The letters of a word.</summary>
    public ReadOnlySpan<char> Letters(int start, int length) => letters.AsSpan(start, length);

    /// <summary>Adds a word that is not there; none is empty.</summary>
    /// <returns>Where its letters begin.</returns>
    public int Add(ReadOnlySpan<char> word, int hash, int number)
    {
        if (count * 2 >= slots.Length)
            Grow();
        if (letters.Length - used < word.Length)
            Array.Resize(ref letters, Math.Max(letters.Length * 2, used + word.Length));
        word.CopyTo(letters.AsSpan(used));
        Place((hash, number, used, word.Length));
        used += word.Length;
        count++;
        return used - word.Length;
    }

    // Four letters at a time are multiplied into what came before, as in wyhash (Wang Yi 2020); the last four may have been among those
    // before. It begins with a number that nobody who writes a record can foresee.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Hash(ReadOnlySpan<char> word)
    {
        var bytes = MemoryMarshal.AsBytes(word);
        var hash = Secret ^ (ulong)(uint)word.Length;
        if (bytes.Length < sizeof(ulong))
            return Fold(hash, word.Length > 0 ? (ulong)word[0] << 32 | (ulong)word[word.Length / 2] << 16 | word[^1] : 0);
        for (var at = 0; at + sizeof(ulong) < bytes.Length; at += sizeof(ulong))
            hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]));
        return Fold(hash, BinaryPrimitives.ReadUInt64LittleEndian(bytes[^sizeof(ulong)..]));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong hash, ulong letters)
    {
        var high = Math.BigMul(hash ^ letters, (Multiplier ^ Secret) | 1, out ulong low);
        return high ^ low;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Fold(ulong hash, ulong letters) => (int)(Mix(hash, letters) >> 7);

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
