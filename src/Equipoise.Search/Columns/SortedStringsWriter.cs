using Equipoise.Search.Files;

namespace Equipoise.Search.Columns;

/// <summary>Writes strings in the order of their bytes, sixteen together: the first whole, the others as what they share with the
/// one before and the rest.</summary>
internal sealed class SortedStringsWriter
{
    public const int PerBlock = 16;
    private readonly ByteBuffer blocks = new(4096);
    private readonly List<uint> starts = [];
    private readonly ByteBuffer last = new();

    public int Count { get; private set; }

    public void Add(ReadOnlySpan<byte> text)
    {
        if (Count % PerBlock == 0)
        {
            starts.Add((uint)blocks.Length);
            blocks.AddText(text);
        }
        else
        {
            var shared = text.CommonPrefixLength(last.Span);
            blocks.AddVarint((ulong)shared);
            blocks.AddText(text[shared..]);
        }

        last.Clear();
        last.Add(text);
        Count++;
    }

    /// <summary>Writes them all, and to the directory where they are.</summary>
    public void Finish(FileSink sink, ByteBuffer directory)
    {
        var offset = sink.Align();
        sink.Write(blocks.Span);
        var startsOffset = sink.Align();
        sink.WriteAll<uint>(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(starts));
        foreach (var number in (ReadOnlySpan<long>)[Count, offset, blocks.Length, startsOffset])
            directory.AddVarint((ulong)number);
    }
}
