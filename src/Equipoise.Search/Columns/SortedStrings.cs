using System.Text;
using Equipoise.Search.Files;

namespace Equipoise.Search.Columns;

/// <summary>Strings in the order of their bytes, each with its number.</summary>
internal sealed unsafe class SortedStrings
{
    private readonly MappedFile file;
    private readonly long offset;
    private readonly long length;
    private readonly long starts;
    private readonly uint* start;
    private readonly byte* strings;
    private volatile bool startsVerified;

    public SortedStrings(MappedFile file, ref ByteReader directory)
    {
        this.file = file;
        Count = directory.Int();
        offset = (long)directory.Varint();
        length = (long)directory.Varint();
        starts = (long)directory.Varint();
        start = (uint*)file.Address(starts, Blocks * 4L);
        strings = file.Address(offset, length);
    }

    public int Count { get; }

    /// <summary>How many bytes they take.</summary>
    public long Bytes => length + Blocks * 4L;

    /// <summary>The number of a string; where it is not among them, the complement of the number it would have.</summary>
    public int Find(ReadOnlySpan<byte> text)
    {
        var (low, high) = (0, Blocks);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (First(middle).SequenceCompareTo(text) <= 0)
                low = middle + 1;
            else
                high = middle;
        }

        if (low == 0)
            return ~0;
        return FindIn(low - 1, text);
    }

    public string Get(int number)
    {
        var walk = From(number);
        walk.MoveNext();
        return Encoding.UTF8.GetString(walk.Current);
    }

    /// <summary>A walk that begins with a number.</summary>
    public Walk From(int number)
    {
        var walk = new Walk(this, number - number % SortedStringsWriter.PerBlock);
        for (var skip = number % SortedStringsWriter.PerBlock; skip > 0; skip--)
            walk.MoveNext();
        return walk;
    }

    private int Blocks => (Count + SortedStringsWriter.PerBlock - 1) / SortedStringsWriter.PerBlock;

    // Where blocks start is verified as a whole, once: a search looks at many of them for each word.
    private long Start(int block)
    {
        if (!startsVerified)
            file.Demand(starts, Blocks * 4L);
        startsVerified = true;
        return start[block];
    }

    // Each string says how much it shares with the one before. All before the one that is looked for are less than the text: one that shares more with its neighbor than that did
    // with the text is less as well, and one that shares less is greater.
    private int FindIn(int block, ReadOnlySpan<byte> text)
    {
        var number = block * SortedStringsWriter.PerBlock;
        var behind = Math.Min(Count, number + SortedStringsWriter.PerBlock);
        var (begin, end) = (Start(block), End(block));
        var reader = new ByteReader(file.Slice(offset + begin, end - begin));
        for (var same = 0; number < behind; number++)
        {
            var shared = number % SortedStringsWriter.PerBlock == 0 ? 0 : reader.Int();
            var rest = reader.Text();
            if (shared > same)
                continue;
            if (shared < same)
                return ~number;
            var wanted = text[same..];
            var alike = rest.CommonPrefixLength(wanted);
            if (alike == wanted.Length)
                return alike == rest.Length ? number : ~number;
            if (alike < rest.Length && rest[alike] > wanted[alike])
                return ~number;
            same += alike;
        }

        return ~behind;
    }

    private long End(int block) => block + 1 < Blocks ? Start(block + 1) : length;

    private ReadOnlySpan<byte> First(int block)
    {
        var (begin, end) = (Start(block), End(block));
        if (begin > end || end > length)
            throw file.Damaged("points outside itself");
        file.Demand(offset + begin, end - begin);
        return new ByteReader(new ReadOnlySpan<byte>(strings + begin, (int)(end - begin))).Text();
    }

    /// <summary>Strings one after another. What <see cref="Current"/> gives is overwritten by the next.</summary>
    public sealed class Walk(SortedStrings strings, int start)
    {
        private byte[] text = new byte[64];
        private int used;
        private long at = start < strings.Count ? strings.Start(start / SortedStringsWriter.PerBlock) : 0;
        private long end = start < strings.Count ? strings.End(start / SortedStringsWriter.PerBlock) : 0;

        public int Number { get; private set; } = start - 1;

        public ReadOnlySpan<byte> Current => text.AsSpan(0, used);

        public bool MoveNext()
        {
            if (Number + 1 >= strings.Count)
                return false;
            Number++;
            if (at == end)
                end = strings.End(Number / SortedStringsWriter.PerBlock);
            var reader = new ByteReader(strings.file.Slice(strings.offset + at, end - at));
            var shared = Number % SortedStringsWriter.PerBlock == 0 ? 0 : reader.Int();
            var rest = reader.Text();
            used = shared + rest.Length;
            if (used > text.Length)
                Array.Resize(ref text, used * 2);
            rest.CopyTo(text.AsSpan(shared));
            at += reader.Position;
            return true;
        }
    }
}
