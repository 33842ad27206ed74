using Equipoise.Search.Columns;
using Equipoise.Search.Files;

namespace Equipoise.Search.Segments;

/// <summary>Goes through the entries of a dictionary in their order, without an object for each.</summary>
/// <param name="terms">The dictionary.</param>
internal sealed unsafe class TermWalk(TermReader terms)
{
    private byte* block;
    private int blockNumber = -1;
    private int blockLength;
    private int next;
    private int at;
    private int rest;
    private int bodyStart;
    private int bodyLength;
    private byte[] normal = [];
    private (long Groups, long Places) start;
    private (long Groups, long Places) length;

    /// <summary>How many documents have the word.</summary>
    public int Documents { get; private set; }

    /// <summary>The forms it is written in, in the order of their bytes.</summary>
    public FormList Forms { get; } = new();

    /// <summary>Whether all of it stands in the dictionary (<see cref="RareWord"/>).</summary>
    public bool IsRare { get; private set; }

    /// <summary>Goes on to an entry behind the one before.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="word">Its normal form.</param>
    public void MoveTo(int number, byte[] word)
    {
        normal = word;
        if (number / SortedStringsWriter.PerBlock != blockNumber)
            Enter(number / SortedStringsWriter.PerBlock);
        while (next <= number)
            StepOver();
        ReadForms();
    }

    /// <summary>What <see cref="RareWord"/> keeps of the word.</summary>
    public ByteReader Rare() => new(new ReadOnlySpan<byte>(block + bodyStart, bodyLength)) { Position = rest };

    /// <summary>The entry as searches read it.</summary>
    public TermEntry Entry() => terms.EntryOf(new ReadOnlySpan<byte>(block + bodyStart, bodyLength), normal, start.Groups, start.Places, length.Places);

    private void Enter(int number)
    {
        var bytes = terms.Block(number);
        fixed (byte* mapped = bytes)
            block = mapped;
        (blockNumber, blockLength, next) = (number, bytes.Length, number * SortedStringsWriter.PerBlock);
        var reader = new ByteReader(bytes);
        start = ((long)reader.Varint(), (long)reader.Varint());
        length = default;
        at = reader.Position;
    }

    private void StepOver()
    {
        start = (start.Groups + length.Groups, start.Places + length.Places);
        var reader = new ByteReader(new ReadOnlySpan<byte>(block, blockLength)) { Position = at };
        var head = reader.Varint();
        IsRare = (head & 1) != 0;
        length = IsRare ? default : ((long)reader.Varint(), (long)reader.Varint());
        (bodyStart, bodyLength) = (reader.Position, (int)(head >> 1));
        at = bodyStart + bodyLength;
        next++;
    }

    private void ReadForms()
    {
        var reader = new ByteReader(new ReadOnlySpan<byte>(block + bodyStart, bodyLength));
        var head = reader.Varint();
        Documents = (int)(head >> 2) + 1;
        Forms.Clear();
        var kind = head & 3;
        if (kind == 0)
            Forms.Add(normal);
        for (var left = kind == 0 ? 0 : kind == 1 ? 1 : reader.Int(); left > 0; left--)
        {
            var shared = normal.AsSpan(0, reader.Int());
            Forms.Add(shared, reader.Text());
            if (kind != 1)
                reader.Varint();
        }

        rest = reader.Position;
    }
}
