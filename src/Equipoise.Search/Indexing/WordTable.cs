using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Equipoise.Search.Indexing;

/// <summary>Words in UTF-8 with a number for each, found by their letters: open addressing over one buffer of all letters, so that a word that is known
/// costs no string and, where it is short, one visit to memory.</summary>
internal sealed class WordTable
{
    private const int Least = 1024;
    private const int InKey = 7;
    private const int KeyBits = InKey * 8;
    private const ulong IsLong = 0xFFUL << KeyBits;
    private const ulong Multiplier = 0x9E3779B97F4A7C15;
    private static readonly ulong Secret = (ulong)(uint)"words".GetHashCode(StringComparison.Ordinal) << 32 | (uint)"table".GetHashCode(StringComparison.Ordinal);
    private static readonly ulong Odd = (Multiplier ^ Secret) | 1;

    // A key of 0 is a free slot. Before the letters of a word stands their number.
    private (ulong Key, int Number, int Start)[] slots = new (ulong, int, int)[Least];
    private byte[] letters = new byte[Least * 8];
    private int used;
    private int count;

    /// <summary>What the table knows a word by.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong KeyOf(ReadOnlySpan<byte> word) => word.Length <= InKey ? ShortKey(word) : LongKey(word);

    /// <summary>Asks memory for the place of a word that will be looked up soon.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Expect(ulong key)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref slots[Place(key) & (slots.Length - 1)]));
    }

    /// <summary>Asks memory for the letters of a word that will be looked up soon, when its place has come; short words need none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ExpectLetters(ulong key)
    {
        if (key >= IsLong && slots[Place(key) & (slots.Length - 1)] is var slot && slot.Key == key)
            ExpectLetters(slot.Start);
    }

    /// <summary>The number of a word, or -1.</summary>
    /// <param name="word">The word.</param>
    /// <param name="key">Its key.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(ReadOnlySpan<byte> word, ulong key)
    {
        var mask = slots.Length - 1;
        for (var at = Place(key) & mask; ; at = (at + 1) & mask)
        {
            ref readonly var slot = ref slots[at];
            if (slot.Key == key && (key < IsLong || Letters(slot.Start).SequenceEqual(word)))
                return slot.Number;
            if (slot.Key == 0)
                return -1;
        }
    }

    /// <summary>The letters of a word, by where <see cref="Add"/> put them.</summary>
    public ReadOnlySpan<byte> Letters(int start) => letters.AsSpan(start, BinaryPrimitives.ReadInt32LittleEndian(letters.AsSpan(start - sizeof(int))));

    /// <summary>Asks memory for the letters of a word that will be read soon, by where <see cref="Add"/> put them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void ExpectLetters(int start)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref letters[start - sizeof(int)]));
    }

    /// <summary>Adds a word that is not there.</summary>
    /// <returns>Where its letters begin.</returns>
    public int Add(ReadOnlySpan<byte> word, ulong key, int number)
    {
        if (count * 3 >= slots.Length * 2)
            Grow();
        if (letters.Length - used < word.Length + sizeof(int))
            Array.Resize(ref letters, Math.Max(letters.Length * 2, used + word.Length + sizeof(int)));
        BinaryPrimitives.WriteInt32LittleEndian(letters.AsSpan(used), word.Length);
        var start = used + sizeof(int);
        word.CopyTo(letters.AsSpan(start));
        used = start + word.Length;
        Put((key, number, start));
        count++;
        return start;
    }

    /// <summary>Takes all words out again.</summary>
    public void Clear()
    {
        slots.AsSpan().Clear();
        (used, count) = (0, 0);
    }

    // All letters of a short word, below their number and 1 more.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong ShortKey(ReadOnlySpan<byte> word)
    {
        ulong key;
        if (word.Length >= sizeof(uint))
            key = BinaryPrimitives.ReadUInt32LittleEndian(word) | (ulong)BinaryPrimitives.ReadUInt32LittleEndian(word[^sizeof(uint)..]) << (8 * (word.Length - sizeof(uint)));
        else if (word.Length > 0)
            key = word[0] | (ulong)word[word.Length / 2] << (8 * (word.Length / 2)) | (ulong)word[^1] << (8 * (word.Length - 1));
        else
            key = 0;
        return key | (ulong)(word.Length + 1) << KeyBits;
    }

    // Eight letters at a time are multiplied into what came before, as in wyhash (Wang Yi 2020); the last eight may have been among those
    // before. It begins with a number that nobody who writes a record can foresee.
    private static ulong LongKey(ReadOnlySpan<byte> word)
    {
        var hash = Secret ^ (ulong)(uint)word.Length;
        for (var at = 0; at + sizeof(ulong) < word.Length; at += sizeof(ulong))
            hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(word[at..]));
        return IsLong | (Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(word[^sizeof(ulong)..])) & ~IsLong);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong hash, ulong letters)
    {
        var high = Math.BigMul(hash ^ letters, Odd, out ulong low);
        return high ^ low;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Place(ulong key) => (int)(Mix(Secret, key) >> 7) & int.MaxValue;

    private void Grow()
    {
        var before = slots;
        slots = new (ulong, int, int)[before.Length * 2];
        foreach (var slot in before)
        {
            if (slot.Key != 0)
                Put(slot);
        }
    }

    private void Put((ulong Key, int Number, int Start) slot)
    {
        var at = Place(slot.Key) & (slots.Length - 1);
        while (slots[at].Key != 0)
            at = (at + 1) & (slots.Length - 1);
        slots[at] = slot;
    }
}
