using System.Numerics;

namespace Equipoise.Search.Postings;

/// <summary>Reads which of another list's documents a list has, and their codes, as <see cref="MemberListWriter"/> wrote them.</summary>
internal sealed unsafe class MemberList
{
    /// <summary>How many blocks share the start that is written in full.</summary>
    public const int PerStart = 16;

    /// <summary>The most places that are listed.</summary>
    public const int MostListed = 15;

    /// <summary>What is listed are the documents that are no members.</summary>
    public const int Others = 0x80;

    /// <summary>Codes are written as differences from those of the basis.</summary>
    public const int Difference = 0x40;

    /// <summary>Members stand in a bitmap.</summary>
    public const int Bitmap = 0x20;

    private readonly byte greatest;
    private readonly uint* starts;
    private readonly byte* lengths;
    private readonly byte* bounds;
    private readonly byte* data;

    /// <summary>Opens a list.</summary>
    /// <param name="list">Where it begins.</param>
    /// <param name="count">How many documents it has.</param>
    /// <param name="basis">The list it is part of.</param>
    public MemberList(byte* list, int count, PostingCursor basis)
    {
        Basis = basis;
        if (basis.Blocks == 1)
        {
            data = list;
            greatest = byte.MaxValue;
            return;
        }

        greatest = *list++;
        starts = (uint*)list;
        lengths = (byte*)(starts + (basis.Blocks + PerStart - 1) / PerStart);
        data = lengths + basis.Blocks;
        if (!HasBounds(count, basis.Count))
            return;
        bounds = data;
        data += basis.Blocks * 2L;
    }

    /// <summary>The list it is part of.</summary>
    public PostingCursor Basis { get; }

    /// <summary>Whether each block says what its documents count at most.</summary>
    public static bool HasBounds(int count, int basisCount) => count >= basisCount / 2;

    /// <summary>The greatest code and the least length in a block.</summary>
    public (byte Code, byte Length) Bound(int block) => bounds == null ? (greatest, (byte)0) : (bounds[block * 2], bounds[block * 2 + 1]);

    /// <summary>Reads the members of a block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="documents">Where the members go.</param>
    /// <param name="members">Two words with a bit for each of the basis's documents that is a member.</param>
    /// <returns>How many there are.</returns>
    public int Read(int block, int* documents, ulong* members)
    {
        members[0] = members[1] = 0;
        if (lengths != null && lengths[block] == 0)
            return 0;
        var all = Basis.Documents(block);
        Mark(Start(block), all.Length, members);
        var count = BitOperations.PopCount(members[0]) + BitOperations.PopCount(members[1]);
        if (count == all.Length)
        {
            all.CopyTo(new Span<int>(documents, count));
            return count;
        }

        for (var word = 0; word < BlockPacking.BlockSize / 64; word++)
        {
            for (var bits = members[word]; bits != 0; bits &= bits - 1)
                *documents++ = all[word * 64 + BitOperations.TrailingZeroCount(bits)];
        }

        return count;
    }

    /// <summary>Reads the codes of a block's members.</summary>
    /// <param name="block">The block.</param>
    /// <param name="members">What <see cref="Read"/> has said.</param>
    /// <param name="codes">Where the codes go.</param>
    /// <param name="above">What reads packed numbers.</param>
    public void ReadCodes(int block, ulong* members, Span<byte> codes, PackedNumbers above)
    {
        if (codes.IsEmpty)
            return;
        var at = Start(block);
        var kind = *at;
        at = Behind(at);
        var least = *at++;
        above.Open(at, codes.Length);
        Span<uint> numbers = stackalloc uint[BlockPacking.BlockSize];
        numbers = numbers[..codes.Length];
        above.Read(0, numbers);
        if ((kind & Difference) == 0)
        {
            for (var number = 0; number < codes.Length; number++)
                codes[number] = (byte)(least + numbers[number]);
            return;
        }

        var basis = Basis.Codes(block);
        if (basis.Length == codes.Length)
        {
            for (var number = 0; number < codes.Length; number++)
                codes[number] = (byte)(basis[number] + least + numbers[number]);
            return;
        }

        var next = 0;
        for (var word = 0; word < BlockPacking.BlockSize / 64; word++)
        {
            for (var bits = members[word]; bits != 0; bits &= bits - 1, next++)
                codes[next] = (byte)(basis[word * 64 + BitOperations.TrailingZeroCount(bits)] + least + numbers[next]);
        }
    }

    private byte* Start(int block)
    {
        if (lengths == null)
            return data;
        var start = data + starts[block / PerStart];
        for (var before = block & ~(PerStart - 1); before < block; before++)
            start += lengths[before];
        return start;
    }

    private static byte* Behind(byte* block) => block + 1 + ((*block & Bitmap) != 0 ? BlockPacking.BlockSize / 8 : *block & MostListed);

    private static void Mark(byte* block, int size, ulong* members)
    {
        var kind = *block++;
        if ((kind & Bitmap) != 0)
        {
            (members[0], members[1]) = (((ulong*)block)[0], ((ulong*)block)[1]);
            return;
        }

        for (var listed = kind & MostListed; listed > 0; listed--, block++)
            members[*block >> 6] |= 1UL << *block;
        if ((kind & Others) == 0)
            return;
        members[0] = ~members[0] & (size >= 64 ? ulong.MaxValue : (1UL << size) - 1);
        members[1] = size <= 64 ? 0 : ~members[1] & (size == 128 ? ulong.MaxValue : (1UL << (size - 64)) - 1);
    }
}
