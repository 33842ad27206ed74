using System.Numerics;
using Equipoise.Search.Files;

namespace Equipoise.Search.Postings;

/// <summary>128 ascending document numbers: packed gaps (less one each) or, where that is no longer, a bitmap.</summary>
internal static unsafe class DocumentBlocks
{
    private const byte Bitmap = 0x80;

    /// <summary>Appends a block that follows the document <paramref name="before"/>.</summary>
    public static void Write(ByteBuffer target, ReadOnlySpan<int> documents, int before)
    {
        Span<uint> gaps = stackalloc uint[BlockPacking.BlockSize];
        for (int number = 0, last = before; number < documents.Length; last = documents[number], number++)
            gaps[number] = (uint)(documents[number] - last - 1);
        var words = (documents[^1] - before + 63) / 64;
        if (PatchedBlock.TryWrite(target, gaps, words < Bitmap ? words * 8 : int.MaxValue))
            return;

        target.Add((byte)(Bitmap | words));
        Span<ulong> bits = stackalloc ulong[words];
        bits.Clear();
        foreach (var document in documents)
            bits[(document - before - 1) >> 6] |= 1UL << (document - before - 1);
        target.Add(System.Runtime.InteropServices.MemoryMarshal.AsBytes(bits));
    }

    /// <summary>Reads a block; returns where the bytes behind it begin.</summary>
    public static byte* Read(byte* block, int before, int* documents)
    {
        if ((*block & Bitmap) == 0)
        {
            var behind = PatchedBlock.Read(block, (uint*)documents);
            BlockPacking.Accumulate((uint*)documents, before);
            return behind;
        }

        var words = *block++ & ~Bitmap;
        var first = before + 1;
        for (var word = 0; word < words; word++, first += 64)
        {
            for (var bits = ((ulong*)block)[word]; bits != 0; bits &= bits - 1)
                *documents++ = first + BitOperations.TrailingZeroCount(bits);
        }

        return block + words * 8;
    }
}
