using System.Runtime.InteropServices;
using Equipoise.Search.Files;

namespace Equipoise.Search.Postings;

/// <summary>Collects the documents of a word with its positions and forms in each, and writes all but the documents. A list is
/// <code>end (4 bytes) of each block but the last · blocks</code>
/// A block stands for 128 documents, the last perhaps for fewer, and holds packed numbers: how often the word stands in each beyond once ·
/// the first position in each · the gaps between the others · where the word has several forms, the form of each.</summary>
internal sealed class PlaceListWriter
{
    private readonly List<int> documents = [];

    // How many occurrences come before each document's.
    private readonly List<int> starts = [];

    // As they are written: the first position in each document, and what each other one is beyond the one before it.
    private readonly List<uint> firsts = [];
    private readonly List<uint> gaps = [];

    // Empty where all forms are the first.
    private readonly List<uint> forms = [];
    private readonly ByteBuffer blockEnds = new();
    private readonly ByteBuffer data = new(4096);
    private readonly uint[] repeats = new uint[BlockPacking.BlockSize];
    private int last;

    public ReadOnlySpan<int> Documents => CollectionsMarshal.AsSpan(documents);

    /// <summary>How many positions there are.</summary>
    public int PositionCount => firsts.Count + gaps.Count;

    /// <summary>Adds a document beyond the last, with an occurrence of a word of one form: what is added then stands in it too.</summary>
    public void AddDocument(int document, int position)
    {
        documents.Add(document);
        starts.Add(PositionCount);
        firsts.Add((uint)position);
        last = position;
    }

    /// <summary>The same for a word of several forms.</summary>
    public void AddDocument(int document, int position, int form)
    {
        AddDocument(document, position);
        forms.Add((uint)form);
    }

    /// <summary>Adds an occurrence of a word of one form in the last document, in ascending order of positions.</summary>
    public void AddPlace(int position)
    {
        gaps.Add((uint)(position - last));
        last = position;
    }

    /// <summary>Adds an occurrence of a word of several forms in the last document, in ascending order of positions.</summary>
    public void AddPlace(int position, int form)
    {
        AddPlace(position);
        forms.Add((uint)form);
    }

    /// <summary>Adds documents beyond the last, whose occurrences the caller fills in.</summary>
    /// <param name="others">Their numbers, less a shift.</param>
    /// <param name="shift">The shift.</param>
    /// <param name="begins">How many of their occurrences come before each one's; behind the last how many there are.</param>
    /// <param name="theirFirsts">To be filled with the first position in each.</param>
    /// <param name="theirGaps">To be filled with the gaps of the others.</param>
    public void AddDocuments(ReadOnlySpan<int> others, int shift, ReadOnlySpan<int> begins, out Span<uint> theirFirsts, out Span<uint> theirGaps)
    {
        var before = PositionCount;
        var numbers = Extend(documents, others.Length);
        var places = Extend(starts, others.Length);
        for (var place = 0; place < others.Length; place++)
        {
            numbers[place] = others[place] + shift;
            places[place] = begins[place] + before;
        }

        theirFirsts = Extend(firsts, others.Length);
        theirGaps = Extend(gaps, begins[others.Length] - others.Length);
    }

    /// <summary>Adds the forms of so many occurrences, which the caller fills in.</summary>
    public Span<uint> AddForms(int count) => Extend(forms, count);

    /// <summary>The first position in a document, by its place in the list.</summary>
    public uint First(int place) => firsts[place];

    /// <summary>What each of its other positions is beyond the one before.</summary>
    public ReadOnlySpan<uint> Gaps(int place) => CollectionsMarshal.AsSpan(gaps)[(starts[place] - place)..(End(place) - place - 1)];

    /// <summary>The form of an occurrence, by its number among all.</summary>
    public uint Form(int occurrence) => forms.Count == 0 ? 0 : forms[occurrence];

    /// <summary>The number of a document's first occurrence among all, by its place in the list.</summary>
    public int Start(int place) => starts[place];

    /// <summary>Numbers the forms anew, without those that do not occur.</summary>
    /// <param name="count">How many forms there were.</param>
    /// <param name="left">Takes the old numbers of those that are left, each with how many documents have it.</param>
    public void NumberForms(int count, List<(int Form, int Documents)> left)
    {
        left.Clear();
        if (count == 1)
        {
            left.Add((0, documents.Count));
            return;
        }

        Span<int> holders = count <= 64 ? stackalloc int[count] : new int[count];
        Span<int> had = count <= 64 ? stackalloc int[count] : new int[count];
        holders.Clear();
        had.Clear();
        var all = CollectionsMarshal.AsSpan(forms);
        for (var place = 0; place < documents.Count; place++)
        {
            foreach (var form in all[starts[place]..End(place)])
            {
                holders[(int)form] += had[(int)form] == place + 1 ? 0 : 1;
                had[(int)form] = place + 1;
            }
        }

        for (var form = 0; form < count; form++)
        {
            had[form] = left.Count;
            if (holders[form] > 0)
                left.Add((form, holders[form]));
        }

        if (left.Count < count)
        {
            foreach (ref var form in all)
                form = (uint)had[(int)form];
        }
    }

    /// <summary>Writes the list.</summary>
    public void Write(FileSink sink, bool withForms)
    {
        for (var first = 0; first < documents.Count; first += BlockPacking.BlockSize)
        {
            var end = Math.Min(documents.Count, first + BlockPacking.BlockSize);
            WriteBlock(first, end, withForms);
            if (end < documents.Count)
                blockEnds.Add(data.Length);
        }

        sink.Write(blockEnds.Span);
        sink.Write(data.Span);
        blockEnds.Clear();
        data.Clear();
    }

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        documents.Clear();
        starts.Clear();
        firsts.Clear();
        gaps.Clear();
        forms.Clear();
    }

    private static Span<T> Extend<T>(List<T> list, int count)
    {
        CollectionsMarshal.SetCount(list, list.Count + count);
        return CollectionsMarshal.AsSpan(list)[^count..];
    }

    private int End(int place) => place + 1 < starts.Count ? starts[place + 1] : PositionCount;

    private void WriteBlock(int first, int end, bool withForms)
    {
        var (from, to) = (starts[first], End(end - 1));
        var begins = CollectionsMarshal.AsSpan(starts)[first..end];
        for (var place = 0; place + 1 < begins.Length; place++)
            repeats[place] = (uint)(begins[place + 1] - begins[place] - 1);
        repeats[begins.Length - 1] = (uint)(to - begins[^1] - 1);
        PackedNumbers.Write(data, repeats.AsSpan(0, begins.Length));
        PackedNumbers.Write(data, CollectionsMarshal.AsSpan(firsts)[first..end]);
        PackedNumbers.Write(data, CollectionsMarshal.AsSpan(gaps)[(from - first)..(to - end)]);
        if (withForms)
            PackedNumbers.Write(data, CollectionsMarshal.AsSpan(forms)[from..to]);
    }
}
