using Equipoise.Search.Files;

namespace Equipoise.Search.Postings;

/// <summary>Writes a list of documents by saying which of another list's documents, its basis, it has. A list is
/// <code>the greatest code · start (4 bytes) of each sixteenth block · length (a byte) of each block · [greatest code, least length of each block] · blocks</code>
/// or, where there is one block, that alone. There are as many blocks as the basis has. A block is empty where none is a member, else
/// <code>kind · [the places of the members, or of the others, or a bitmap of 16 bytes] · least code · what the codes have above it, packed</code>
/// The kind is how many places are listed, + 0x80 where they are those of the others, or 0x20 for a bitmap; + 0x40 where not codes are written but by how
/// much they exceed the basis's (a byte, beyond 255 from 0 again). Bounds of blocks are there where at least every second document is a member.</summary>
internal sealed class MemberListWriter
{
    private const int BlockSize = BlockPacking.BlockSize;
    private readonly ByteBuffer starts = new();
    private readonly ByteBuffer lengths = new();
    private readonly ByteBuffer bounds = new();
    private readonly ByteBuffer data = new(4096);

    /// <summary>Writes a list.</summary>
    /// <param name="sink">Where to.</param>
    /// <param name="members">The documents of the list, all of which are in the basis.</param>
    /// <param name="basis">The documents of the basis.</param>
    /// <param name="basisCodes">Their codes; empty where the basis has none.</param>
    /// <param name="blocks">The documents by whose number the blocks of the basis are cut: its own, or those of the list it is part of.</param>
    /// <returns>Its length in bytes.</returns>
    public int Write(FileSink sink, GroupPostings members, ReadOnlySpan<int> basis, ReadOnlySpan<byte> basisCodes, ReadOnlySpan<int> blocks)
    {
        Span<byte> places = stackalloc byte[BlockSize];
        var isOne = blocks.Length <= BlockSize;
        var hasBounds = !isOne && MemberList.HasBounds(members.Count, basis.Length);
        var documents = members.Documents;
        var codes = members.Codes;
        for (int number = 0, first = 0, from = 0; number * BlockSize < blocks.Length; number++)
        {
            var end = EndOf(blocks, number, basis, first);
            var block = basis[first..end];
            var count = Places(block, documents[from..], places);
            if (number % MemberList.PerStart == 0)
                starts.Add((uint)data.Length);
            var start = data.Length;
            if (count > 0)
                WriteBlock(places[..count], block.Length, codes.Slice(from, count), basisCodes.IsEmpty ? basisCodes : basisCodes.Slice(first, block.Length));
            lengths.Add((byte)(data.Length - start));
            if (hasBounds)
                AddBound(members, from, codes.Slice(from, count));
            (first, from) = (end, from + count);
        }

        return Finish(sink, codes, isOne);
    }

    // Which documents of a block come next in the list: mostly all of them or few.
    private static int Places(ReadOnlySpan<int> block, ReadOnlySpan<int> members, Span<byte> places)
    {
        if (members.StartsWith(block))
        {
            for (var place = 0; place < block.Length; place++)
                places[place] = (byte)place;
            return block.Length;
        }

        var count = 0;
        for (var place = 0; place < block.Length && count < members.Length; place++)
        {
            places[count] = (byte)place;
            count += block[place] == members[count] ? 1 : 0;
        }

        return count;
    }

    // Where the documents of a block end: those of a basis that itself is part of a list stand in the blocks of that.
    private static int EndOf(ReadOnlySpan<int> blocks, int number, ReadOnlySpan<int> basis, int first)
    {
        if (blocks == basis)
            return Math.Min(first + BlockSize, basis.Length);
        var last = blocks[Math.Min((number + 1) * BlockSize, blocks.Length) - 1];
        var end = first;
        while (end < basis.Length && basis[end] <= last)
            end++;
        return end;
    }

    private int Finish(FileSink sink, ReadOnlySpan<byte> codes, bool isOne)
    {
        var length = 0;
        if (isOne)
        {
            starts.Clear();
            lengths.Clear();
        }
        else
        {
            sink.Write(Greatest(codes));
            length++;
        }

        foreach (var part in (ReadOnlySpan<ByteBuffer>)[starts, lengths, bounds, data])
        {
            sink.Write(part.Span);
            length += part.Length;
            part.Clear();
        }

        return length;
    }

    private void AddBound(GroupPostings members, int from, ReadOnlySpan<byte> codes)
    {
        bounds.Add(Greatest(codes));
        bounds.Add(members.LeastLength(from, codes.Length));
    }

    private void WriteBlock(ReadOnlySpan<byte> places, int size, ReadOnlySpan<byte> codes, ReadOnlySpan<byte> basisCodes)
    {
        Span<int> numbers = stackalloc int[codes.Length];
        var (least, greatest) = (int.MaxValue, int.MinValue);
        foreach (var code in codes)
            (least, greatest) = (Math.Min(least, code), Math.Max(greatest, code));
        var leastDifference = 0;
        var isDifference = !basisCodes.IsEmpty && Differences(places, codes, basisCodes, numbers, out leastDifference) <= greatest - least;
        if (isDifference)
        {
            least = leastDifference;
        }
        else
        {
            for (var number = 0; number < codes.Length; number++)
                numbers[number] = codes[number];
        }

        AddMembers(places, size, isDifference ? MemberList.Difference : 0);
        Span<uint> above = stackalloc uint[codes.Length];
        for (var number = 0; number < above.Length; number++)
            above[number] = (uint)(numbers[number] - least);
        data.Add((byte)least);
        PackedNumbers.Write(data, above);
    }

    // How much codes exceed those of the basis, and how far apart the least and the greatest of these differences are.
    private static int Differences(ReadOnlySpan<byte> places, ReadOnlySpan<byte> codes, ReadOnlySpan<byte> basisCodes, Span<int> differences, out int least)
    {
        (least, var greatest) = (int.MaxValue, int.MinValue);
        for (var number = 0; number < codes.Length; number++)
        {
            var difference = codes[number] - basisCodes[places[number]];
            differences[number] = difference;
            (least, greatest) = (Math.Min(least, difference), Math.Max(greatest, difference));
        }

        return greatest - least;
    }

    private void AddMembers(ReadOnlySpan<byte> places, int size, int kind)
    {
        var others = size - places.Length;
        if (places.Length <= MemberList.MostListed)
        {
            data.Add((byte)(kind | places.Length));
            data.Add(places);
            return;
        }

        Span<ulong> bits = stackalloc ulong[BlockSize / 64];
        bits.Clear();
        foreach (var place in places)
            bits[place >> 6] |= 1UL << place;
        if (others > MemberList.MostListed)
        {
            data.Add((byte)(kind | MemberList.Bitmap));
            data.Add(System.Runtime.InteropServices.MemoryMarshal.AsBytes(bits));
            return;
        }

        data.Add((byte)(kind | MemberList.Others | others));
        for (var place = 0; place < size; place++)
        {
            if ((bits[place >> 6] >> place & 1) == 0)
                data.Add((byte)place);
        }
    }

    private static byte Greatest(ReadOnlySpan<byte> values)
    {
        byte greatest = 0;
        foreach (var value in values)
            greatest = Math.Max(greatest, value);
        return greatest;
    }
}
