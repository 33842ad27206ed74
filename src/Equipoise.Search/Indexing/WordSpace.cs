namespace Equipoise.Search.Indexing;

/// <summary>The room that words in memory take: what one buffer no longer needs the next one fills. Arrays of so many numbers would otherwise stand about as garbage, or in a pool
/// for each thread that ever had one.</summary>
internal sealed class WordSpace
{
    /// <summary>How many numbers a part holds.</summary>
    public const int PartSize = 1 << 16;

    private readonly Lock gate = new();
    private readonly Stack<int[]> parts = [];
    private ulong[] places = [];

    /// <summary>Lends a part, with whatever stands in it.</summary>
    public int[] Lend()
    {
        lock (gate)
        {
            if (parts.TryPop(out var part))
                return part;
        }

        return GC.AllocateUninitializedArray<int>(PartSize);
    }

    /// <summary>Takes a part back.</summary>
    public void TakeBack(int[] part)
    {
        lock (gate)
            parts.Push(part);
    }

    /// <summary>Lends room for places, until it is asked for again: one table is written at a time.</summary>
    public ulong[] Places(int count)
    {
        if (places.Length < count)
            places = GC.AllocateUninitializedArray<ulong>(count + count / 8);
        return places;
    }

    /// <summary>Lets go what is not lent.</summary>
    public void Clear()
    {
        lock (gate)
            parts.Clear();
        places = [];
    }
}
