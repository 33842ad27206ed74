using System.Numerics;
using Equipoise.Search.Files;

namespace Equipoise.Search.Postings;

/// <summary>Reads a list of documents with positions.</summary>
internal sealed unsafe class PlaceCursor : PostingCursor
{
    private readonly uint* positionEnds;
    private readonly byte* positions;
    private readonly byte* positionsEnd;
    private readonly uint[] repeats = new uint[BlockPacking.BlockSize];
    private int block = -1;
    private int reached;
    private byte* next;

    public PlaceCursor(MappedFile file, long offset, long documentLength, long positionLength, int count)
        : base(file, offset, documentLength, count, 0, 12)
    {
        positionEnds = (uint*)(file.Pointer(offset, documentLength) + count / BlockPacking.BlockSize * 8L);
        positions = file.Pointer(offset + documentLength, positionLength);
        positionsEnd = positions + positionLength;
    }

    /// <summary>How often the word stands in a document, by its place in a block.</summary>
    public int Occurrences(int inBlock, int place)
    {
        Enter(inBlock);
        return (int)repeats[place] + 1;
    }

    /// <summary>The positions in a document, as they are encoded.</summary>
    public ReadOnlySpan<byte> Encoded(int inBlock, int place)
    {
        var start = Reach(inBlock, place);
        return new ReadOnlySpan<byte>(start, (int)(Skip(start, repeats[place] + 1) - start));
    }

    /// <summary>Adds the positions in a document to a list.</summary>
    public void Positions(int inBlock, int place, PositionList target)
    {
        var at = Reach(inBlock, place);
        var position = 0;
        var list = target.Extend((int)repeats[place] + 1);
        var count = 0;
        // No position takes more than five bytes, so near the end only are they read with care.
        var careful = positionsEnd - at < list.Length * 5L;
        for (; count < list.Length; count++)
        {
            if (careful && at >= positionsEnd)
                throw new SearchException("A list of positions ends too early: remove the index folder and build the index again.") { IsDamage = true };
            uint gap = *at++;
            if (gap >= 0x80)
                gap = Long(gap & 0x7F, ref at);
            list[count] = position += (int)gap;
        }

        Meter?.ReadPositions((int)repeats[place] + 1);
        reached = place + 1;
        next = at;
    }

    private byte* Reach(int inBlock, int place)
    {
        Enter(inBlock);
        if (place < reached)
        {
            reached = 0;
            next = Start(inBlock);
        }

        uint between = 0;
        for (; reached < place; reached++)
            between += repeats[reached] + 1;
        return next = Skip(next, between);
    }

    private byte* Start(int inBlock) => inBlock == 0 ? positions : positions + positionEnds[inBlock - 1];

    private byte* Skip(byte* from, uint varints)
    {
        // A varint ends with the byte whose high bit is clear; eight bytes are looked at together.
        while (varints > 0 && from + 8 <= positionsEnd)
        {
            var ends = ~*(ulong*)from & 0x8080808080808080;
            var count = (uint)BitOperations.PopCount(ends);
            if (count < varints)
            {
                varints -= count;
                from += 8;
                continue;
            }

            for (; varints > 1; varints--)
                ends &= ends - 1;
            return from + BitOperations.TrailingZeroCount(ends) / 8 + 1;
        }

        for (; varints > 0 && from < positionsEnd; from++)
        {
            if (*from < 0x80)
                varints--;
        }

        return from;
    }

    private uint Long(uint value, ref byte* at)
    {
        for (var shift = 7; at < positionsEnd; shift += 7)
        {
            uint more = *at++;
            value |= (more & 0x7F) << shift;
            if (more < 0x80)
                break;
        }

        return value;
    }

    private void Enter(int inBlock)
    {
        if (block == inBlock)
            return;
        block = inBlock;
        var source = Behind(inBlock);
        if (CountIn(inBlock) == BlockPacking.BlockSize)
        {
            fixed (uint* target = repeats)
                BlockPacking.Unpack(source + 1, *source, target);
        }
        else
        {
            var reader = new ByteReader(new ReadOnlySpan<byte>(source, (int)(End - source)));
            for (var number = 0; number < CountIn(inBlock); number++)
                repeats[number] = (uint)reader.Varint();
        }

        reached = 0;
        next = Start(inBlock);
    }
}
