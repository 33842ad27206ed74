using System.Numerics;
using Equipoise.Search.Files;

namespace Equipoise.Search.Postings;

/// <summary>Reads a list of documents, block by block in any order; the blocks of a window stay decoded.</summary>
internal sealed unsafe class PostingCursor
{
    // A window reaches over 34 full blocks at most, over fewer of a list with gaps: where those lie closer than they do on the average, a block is decoded again.
    private const int SlotsForOne = 4;
    private const int Window = 4096;
    private const int WordsPerBlock = BlockPacking.BlockSize / 64;
    private static readonly int[] NothingDecoded = [.. Enumerable.Repeat(-1, BlockRoom.MostSlots)];
    private readonly int fullBlocks;
    private readonly int rest;
    private readonly int* lastDocuments;
    private readonly uint* ends;
    private readonly byte* bounds;
    private readonly byte* data;
    private readonly byte* dataEnd;
    private readonly int slotMask;
    private readonly MemberList? members;
    private int[] decoded = NothingDecoded;
    private int[] decodedCodes = NothingDecoded;
    private int[] documents = [];
    private byte[] codes = [];
    private byte*[] behind = [];
    private int[] memberCounts = [];
    private ulong[] memberBits = [];
    private PackedNumbers? packed;

    public PostingCursor(MappedFile file, long offset, long length, int count, bool withCodes)
    {
        Count = count;
        fullBlocks = count / BlockPacking.BlockSize;
        rest = count % BlockPacking.BlockSize;
        Blocks = fullBlocks + (rest > 0 ? 1 : 0);
        var head = fullBlocks * 8L + (fullBlocks > 0 && withCodes ? Blocks * 2L : 0);
        var start = file.Pointer(offset, Math.Max(length, head));
        lastDocuments = (int*)start;
        ends = (uint*)(start + fullBlocks * 4L);
        bounds = start + fullBlocks * 8L;
        data = start + head;
        dataEnd = start + length;
        var inWindow = fullBlocks == 0 ? 1 : (long)fullBlocks * Window / (lastDocuments[fullBlocks - 1] + 1L) + 1;
        var slots = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Min(Math.Max(1, Blocks), Math.Min(BlockRoom.MostSlots, SlotsForOne * inWindow)));
        slotMask = slots - 1;
    }

    /// <summary>Takes a list that is part of another, block by block: a block can have fewer documents than others, or none.</summary>
    /// <param name="members">The list.</param>
    /// <param name="count">How many documents it has.</param>
    /// <param name="inOrder">Whether its blocks are visited one after the other: then one at a time stays decoded.</param>
    public PostingCursor(MemberList members, int count, bool inOrder = false)
    {
        this.members = members;
        Count = count;
        (fullBlocks, rest, Blocks, slotMask) = (members.Basis.fullBlocks, members.Basis.rest, members.Basis.Blocks, inOrder ? 0 : members.Basis.slotMask);
        lastDocuments = members.Basis.lastDocuments;
    }

    /// <summary>Takes fewer documents than a block holds, and their codes.</summary>
    public PostingCursor(int[] documents, byte[] codes)
    {
        Count = rest = documents.Length;
        Blocks = Math.Min(1, Count);
        (this.documents, this.codes) = (documents, codes);
        (decoded, decodedCodes, behind) = ([0], [0], new byte*[1]);
    }

    /// <summary>How many documents the list has.</summary>
    public int Count { get; }

    /// <summary>How many blocks, the last one perhaps not full.</summary>
    public int Blocks { get; }

    /// <summary>Where work is counted, or null.</summary>
    public SearchMeter? Meter { get; init; }

    /// <summary>What its blocks lie in, where no work is counted; null for room of its own.</summary>
    public SearchRoom? Room { get; init; }

    /// <summary>How many documents a block holds.</summary>
    public int CountIn(int block) => members is not null ? Documents(block).Length : block < fullBlocks ? BlockPacking.BlockSize : rest;

    /// <summary>The last document that a block can have, or the greatest number where that is not known without decoding.</summary>
    public int Last(int block) => block < fullBlocks ? lastDocuments[block] : int.MaxValue;

    /// <summary>The document before the first of a block.</summary>
    public int Before(int block) => block == 0 ? -1 : lastDocuments[block - 1];

    /// <summary>The first block that can hold a document or one beyond it; <see cref="Blocks"/> where there is none.</summary>
    public int Find(int document)
    {
        var (low, high) = (0, fullBlocks);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (lastDocuments[middle] < document)
                low = middle + 1;
            else
                high = middle;
        }

        return low < fullBlocks || rest > 0 ? low : Blocks;
    }

    /// <summary>The greatest code and the least length in a block, where the list is long enough to keep them.</summary>
    public (byte Code, byte Length) Bound(int block) =>
        members is not null ? members.Bound(block) : fullBlocks == 0 ? (byte.MaxValue, (byte)0) : (bounds[block * 2], bounds[block * 2 + 1]);

    /// <summary>Whether a block is decoded already.</summary>
    public bool IsDecoded(int block) => decoded[block & slotMask] == block;

    /// <summary>The documents of a block.</summary>
    public ReadOnlySpan<int> Documents(int block)
    {
        var slot = block & slotMask;
        if (decoded[slot] != block)
            Decode(block, slot);
        return documents.AsSpan(slot * BlockPacking.BlockSize, Held(block, slot));
    }

    /// <summary>The codes of a block's documents.</summary>
    public ReadOnlySpan<byte> Codes(int block)
    {
        var slot = block & slotMask;
        if (decoded[slot] != block)
            Decode(block, slot);
        if (decodedCodes[slot] != block)
            DecodeCodes(block, slot);
        return codes.AsSpan(slot * BlockPacking.BlockSize, Held(block, slot));
    }

    // How many documents a decoded block has.
    private int Held(int block, int slot) => members is not null ? memberCounts[slot] : block < fullBlocks ? BlockPacking.BlockSize : rest;

    private SearchRoom? WhereItWorks => Room ?? Meter?.Room ?? members?.Basis.WhereItWorks;

    // Many lists are opened of which no block is decoded.
    private void Furnish()
    {
        var room = WhereItWorks?.LendBlocks(slotMask + 1) ?? new BlockRoom(slotMask + 1);
        (decoded, decodedCodes, documents, codes, behind, memberCounts, memberBits, packed) =
            (room.Decoded, room.DecodedCodes, room.Documents, room.Codes, room.Behind, room.Counts, room.Members, room.Packed);
    }

    private void Decode(int block, int slot)
    {
        if (decoded == NothingDecoded)
            Furnish();
        if (members is not null)
        {
            fixed (int* target = &documents[slot * BlockPacking.BlockSize])
            fixed (ulong* bits = &memberBits[slot * WordsPerBlock])
                memberCounts[slot] = members.Read(block, target, bits);
            decoded[slot] = block;
            return;
        }

        fixed (int* target = &documents[slot * BlockPacking.BlockSize])
            behind[slot] = block < fullBlocks ? DocumentBlocks.Read(Start(block), Before(block), target) : DecodeRest(block, target);
        decoded[slot] = block;
        Meter?.Decode(CountIn(block));
    }

    private byte* Start(int block) => block == 0 ? data : data + ends[block - 1];

    private byte* DecodeRest(int block, int* target)
    {
        var start = Start(block);
        var last = Before(block);
        if (rest >= PostingListWriter.LeastPacked)
        {
            start = packed!.Open(start, rest);
            packed.Read(0, new Span<uint>(target, rest));
            for (var number = 0; number < rest; number++)
                target[number] = last += target[number] + 1;
            return start;
        }

        var reader = new ByteReader(new ReadOnlySpan<byte>(start, (int)(dataEnd - start)));
        for (var number = 0; number < rest; number++)
            target[number] = last += reader.Int() + 1;
        return start + reader.Position;
    }

    private void DecodeCodes(int block, int slot)
    {
        decodedCodes[slot] = block;
        if (members is not null)
        {
            fixed (ulong* bits = &memberBits[slot * WordsPerBlock])
                members.ReadCodes(block, bits, codes.AsSpan(slot * BlockPacking.BlockSize, memberCounts[slot]), packed!);
            return;
        }

        var source = behind[slot];
        var target = codes.AsSpan(slot * BlockPacking.BlockSize, BlockPacking.BlockSize);
        var above = stackalloc uint[BlockPacking.BlockSize];
        byte least;
        if (block < fullBlocks)
        {
            least = *source;
            PatchedBlock.Read(source + 1, above);
        }
        else if (rest < PostingListWriter.LeastPacked)
        {
            new ReadOnlySpan<byte>(source, rest).CopyTo(target);
            return;
        }
        else
        {
            packed!.Open(source + 1, rest);
            least = source[0];
            packed.Read(0, new Span<uint>(above, rest));
        }

        for (var number = 0; number < CountIn(block); number++)
            target[number] = (byte)(above[number] + least);
    }
}
