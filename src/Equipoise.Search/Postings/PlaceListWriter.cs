using Equipoise.Search.Files;

namespace Equipoise.Search.Postings;

/// <summary>Writes a list of documents with the positions of a word in each. A list is
/// <code>last document · end of the block · end of its positions (4 bytes each, for every full block) · blocks · rest · positions</code>
/// A block holds 128 documents, then the width of their counts less one, packed. The rest is gaps as varints and counts less one as
/// varints. Positions are the first, then gaps, as varints.</summary>
internal sealed class PlaceListWriter
{
    private readonly int[] documents = new int[BlockPacking.BlockSize];
    private readonly uint[] repeats = new uint[BlockPacking.BlockSize];
    private readonly ByteBuffer lastDocuments = new();
    private readonly ByteBuffer ends = new();
    private readonly ByteBuffer positionEnds = new();
    private readonly ByteBuffer data = new(4096);
    private readonly ByteBuffer positions = new(4096);
    private int used;
    private int before = -1;

    /// <summary>How many documents the list has so far.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a document beyond the last, with ascending positions.</summary>
    public void Add(int document, ReadOnlySpan<int> places)
    {
        for (int number = 0, last = 0; number < places.Length; last = places[number], number++)
            positions.AddVarint((ulong)(places[number] - last));
        Add(document, places.Length);
    }

    /// <summary>Adds a document with positions as another list holds them.</summary>
    public void Add(int document, int count, ReadOnlySpan<byte> encoded)
    {
        positions.Add(encoded);
        Add(document, count);
    }

    /// <summary>Writes the list, and begins anew.</summary>
    /// <returns>Its length without and the length of its positions, in bytes.</returns>
    public (int Documents, int Positions) Finish(FileSink sink)
    {
        for (int number = 0, last = before; number < used; last = documents[number], number++)
            data.AddVarint((ulong)(documents[number] - last - 1));
        foreach (var repeat in repeats.AsSpan(0, used))
            data.AddVarint(repeat);
        var lengths = (lastDocuments.Length + ends.Length + positionEnds.Length + data.Length, positions.Length);
        foreach (var part in (ReadOnlySpan<ByteBuffer>)[lastDocuments, ends, positionEnds, data, positions])
        {
            sink.Write(part.Span);
            part.Clear();
        }

        (used, before, Count) = (0, -1, 0);
        return lengths;
    }

    private void Add(int document, int count)
    {
        documents[used] = document;
        repeats[used++] = (uint)(count - 1);
        Count++;
        if (used < BlockPacking.BlockSize)
            return;
        DocumentBlocks.Write(data, documents, before);
        var width = BlockPacking.Width(repeats);
        data.Add((byte)width);
        BlockPacking.Pack(repeats, width, data.Extend(width * 16));
        before = document;
        lastDocuments.Add(before);
        ends.Add(data.Length);
        positionEnds.Add(positions.Length);
        used = 0;
    }
}
