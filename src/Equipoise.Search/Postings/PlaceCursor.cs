using System.Numerics;
using System.Runtime.Intrinsics;
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
        for (var left = repeats[place] + 1; left > 0; left--)
        {
            uint gap = 0;
            for (var shift = 0; ; shift += 7)
            {
                if (at >= positionsEnd)
                    throw new SearchException("A list of positions ends too early: remove the index folder and build the index again.") { IsDamage = true };
                gap |= (uint)(*at & 0x7F) << shift;
                if (*at++ < 0x80)
                    break;
            }

            position += (int)gap;
            list[count++] = position;
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
        // A varint ends with the byte whose high bit is clear.
        while (varints >= 16 && from + 16 <= positionsEnd)
        {
            varints -= 16 - (uint)BitOperations.PopCount(Vector128.Load(from).ExtractMostSignificantBits());
            from += 16;
        }

        for (; varints > 0 && from < positionsEnd; from++)
        {
            if (*from < 0x80)
                varints--;
        }

        return from;
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
