using Equipoise.Search.Files;

namespace Equipoise.Search.Postings;

/// <summary>Writes a list of documents, each with a byte of weighted occurrences where wanted. A list is
/// <code>last document (4 bytes) of each full block · end (4 bytes) of each · [greatest code, least length of each block] · blocks · rest</code>
/// A block holds 128 documents, then the least of its codes and what the others have more; the rest is
/// packed gaps, the least code and what the others have more, packed; of less than four documents, gaps as varints and codes as bytes.</summary>
internal sealed class PostingListWriter(bool withCodes)
{
    /// <summary>The least count of documents in the rest that are packed.</summary>
    public const int LeastPacked = 4;

    private readonly int[] documents = new int[BlockPacking.BlockSize];
    private readonly byte[] codes = new byte[BlockPacking.BlockSize];
    private readonly ByteBuffer lastDocuments = new();
    private readonly ByteBuffer ends = new();
    private readonly ByteBuffer bounds = new();
    private readonly ByteBuffer data = new(4096);
    private int used;
    private int before = -1;
    private byte least = byte.MaxValue;

    /// <summary>How many documents the list has so far.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a document beyond the last.</summary>
    /// <param name="document">Its number.</param>
    /// <param name="code">Its weighted occurrences.</param>
    /// <param name="length">Its weighted length.</param>
    public void Add(int document, byte code = 0, byte length = 0)
    {
        documents[used] = document;
        codes[used++] = code;
        least = Math.Min(least, length);
        Count++;
        if (used == BlockPacking.BlockSize)
            WriteBlock();
    }

    /// <summary>Adds the documents of the next block, or fewer that are the last.</summary>
    /// <param name="some">Their numbers.</param>
    /// <param name="theirCodes">Their weighted occurrences; none where the list keeps none.</param>
    /// <param name="leastLength">The least of their weighted lengths.</param>
    public void AddBlock(ReadOnlySpan<int> some, ReadOnlySpan<byte> theirCodes, byte leastLength)
    {
        some.CopyTo(documents);
        theirCodes.CopyTo(codes);
        (used, least) = (some.Length, leastLength);
        Count += used;
        if (used == BlockPacking.BlockSize)
            WriteBlock();
    }

    /// <summary>Writes the list, and begins anew.</summary>
    /// <returns>Its length in bytes.</returns>
    public int Finish(FileSink sink)
    {
        if (withCodes && used > 0 && Count > used)
            AddBound();
        WriteRest();
        var length = 0;
        foreach (var part in (ReadOnlySpan<ByteBuffer>)[lastDocuments, ends, bounds, data])
        {
            sink.Write(part.Span);
            length += part.Length;
        }

        Clear();
        return length;
    }

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        foreach (var part in (ReadOnlySpan<ByteBuffer>)[lastDocuments, ends, bounds, data])
            part.Clear();
        (used, before, least, Count) = (0, -1, byte.MaxValue, 0);
    }

    private void WriteRest()
    {
        Span<uint> numbers = stackalloc uint[used];
        for (int number = 0, last = before; number < used; last = documents[number], number++)
            numbers[number] = (uint)(documents[number] - last - 1);
        if (used >= LeastPacked)
        {
            PackedNumbers.Write(data, numbers);
        }
        else
        {
            foreach (var gap in numbers)
                data.AddVarint(gap);
        }

        if (!withCodes)
            return;
        if (used < LeastPacked)
        {
            data.Add(codes.AsSpan(0, used));
            return;
        }

        var lowest = Least(codes.AsSpan(0, used));
        data.Add(lowest);
        for (var number = 0; number < used; number++)
            numbers[number] = (uint)(codes[number] - lowest);
        PackedNumbers.Write(data, numbers);
    }

    private void WriteBlock()
    {
        DocumentBlocks.Write(data, documents, before);
        before = documents[^1];
        if (withCodes)
        {
            WriteCodes();
            AddBound();
        }

        lastDocuments.Add(before);
        ends.Add(data.Length);
        used = 0;
    }

    private void WriteCodes()
    {
        Span<uint> above = stackalloc uint[BlockPacking.BlockSize];
        var lowest = Least(codes);
        for (var number = 0; number < above.Length; number++)
            above[number] = (uint)(codes[number] - lowest);
        data.Add(lowest);
        PatchedBlock.Write(data, above);
    }

    private void AddBound()
    {
        bounds.Add(Greatest(codes.AsSpan(0, used)));
        bounds.Add(least);
        least = byte.MaxValue;
    }

    private static byte Least(ReadOnlySpan<byte> values)
    {
        var lowest = byte.MaxValue;
        foreach (var value in values)
            lowest = Math.Min(lowest, value);
        return lowest;
    }

    private static byte Greatest(ReadOnlySpan<byte> values)
    {
        byte greatest = 0;
        foreach (var value in values)
            greatest = Math.Max(greatest, value);
        return greatest;
    }
}
