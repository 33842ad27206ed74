using System.Runtime.InteropServices;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Grammar;

namespace Equipoise.Eligibility.Reading;

/// <summary>The lines that many records have in common, each with what it says.</summary>
/// <remarks>A line is kept when it is met for the second time, so that lines nobody repeats take no room from others; of four places that it may have it takes one whose line
/// was not asked for lately. No text makes it grow. Any number of readers share it without waiting: a line never changes, what is found is compared, and a line that two
/// readers overwrite is read once more. Hashes differ from process to process, so that nobody can write lines that meet in one place.</remarks>
/// <param name="places">How many are kept at most: a power of two, and four at least.</param>
internal sealed class KnownLines(int places)
{
    /// <summary>Longer lines are not kept, for hardly one of them comes back.</summary>
    public const int LongestKept = 200;

    /// <summary>No line is kept that takes more, beside its characters.</summary>
    public const int MostBytes = 4096;

    private const int Ways = 4;

    // Lines met once, by their hash
    private const int MetOnce = 32_768;

    private readonly KnownLine?[] kept = new KnownLine?[places];
    private readonly int[] hashes = new int[places];
    private readonly byte[] hands = new byte[places / Ways];
    private readonly int[] met = new int[MetOnce];

    /// <summary>How many are kept now.</summary>
    public int Count => kept.Count(line => line is not null);

    /// <summary>A line's hash, in the circumstances that decide what it says.</summary>
    public static int Hash(ReadOnlySpan<char> line, Polarity polarity, EntryContext context)
    {
        var hash = default(HashCode);
        hash.AddBytes(MemoryMarshal.AsBytes(line));
        hash.Add(((int)polarity * 4) + (context.OneIsEnough ? 2 : 0) + (context.Heading is null ? 0 : 1));
        return hash.ToHashCode();
    }

    /// <summary>The line, where it is known; null where it is not.</summary>
    public KnownLine? Find(int hash, ReadOnlySpan<char> line, Polarity polarity, EntryContext context, bool aboveList = false)
    {
        var set = SetOf(hash);
        for (var place = set; place < set + Ways; place++)
        {
            if (hashes[place] == hash && Volatile.Read(ref kept[place]) is { } known && known.Is(line, polarity, context, aboveList))
            {
                // Not written again by each who asks: others have it at hand too.
                if (!known.IsUsed)
                    known.IsUsed = true;
                return known;
            }
        }

        return null;
    }

    /// <summary>Keeps a line that was read, if it was met before.</summary>
    public void Offer(int hash, KnownLine line)
    {
        ref var last = ref met[(uint)hash >> 17];
        if (last != hash)
        {
            last = hash;
            return;
        }

        if (line.Bytes > MostBytes)
            return;
        var place = Free(SetOf(hash));
        hashes[place] = hash;
        Volatile.Write(ref kept[place], line);
    }

    private int SetOf(int hash) => hash & (kept.Length - Ways);

    // Who was asked for since the hand was there last has a second chance.
    private int Free(int set)
    {
        ref var hand = ref hands[set / Ways];
        for (var tries = 0; tries < Ways; tries++)
        {
            var place = set + (hand++ % Ways);
            if (kept[place] is not { IsUsed: true } known)
                return place;
            known.IsUsed = false;
        }

        return set + (hand++ % Ways);
    }
}
