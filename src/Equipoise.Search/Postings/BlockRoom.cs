namespace Equipoise.Search.Postings;

/// <summary>Where the blocks of a list lie while they are decoded: lent to a search, and then to the next one. Memory that was just used is nearer to the processor than any new.</summary>
internal sealed unsafe class BlockRoom
{
    /// <summary>The most blocks a room has.</summary>
    public const int MostSlots = 64;

    private const int WordsPerBlock = BlockPacking.BlockSize / 64;

    /// <summary>Makes room for some blocks.</summary>
    /// <param name="slots">How many: a power of two, at most <see cref="MostSlots"/>.</param>
    public BlockRoom(int slots)
    {
        Decoded = new int[slots];
        DecodedCodes = new int[slots];
        Documents = GC.AllocateUninitializedArray<int>(slots * BlockPacking.BlockSize);
        Codes = GC.AllocateUninitializedArray<byte>(slots * BlockPacking.BlockSize);
        Behind = new byte*[slots];
        Counts = new int[slots];
        Members = new ulong[slots * WordsPerBlock];
        Clear();
    }

    /// <summary>The block that each slot holds, or -1.</summary>
    public int[] Decoded { get; }

    /// <summary>The block whose codes each slot holds, or -1.</summary>
    public int[] DecodedCodes { get; }

    /// <summary>The documents of each slot's block.</summary>
    public int[] Documents { get; }

    /// <summary>The codes of each slot's documents.</summary>
    public byte[] Codes { get; }

    /// <summary>What stands behind the documents of each slot's block.</summary>
    public byte*[] Behind { get; }

    /// <summary>How many documents each slot holds, of a list that is part of another.</summary>
    public int[] Counts { get; }

    /// <summary>Which of the other list's documents each slot holds.</summary>
    public ulong[] Members { get; }

    /// <summary>Reads packed numbers, a list after the other.</summary>
    public PackedNumbers Packed { get; } = new();

    /// <summary>Empties all slots.</summary>
    public void Clear()
    {
        Decoded.AsSpan().Fill(-1);
        DecodedCodes.AsSpan().Fill(-1);
    }
}
