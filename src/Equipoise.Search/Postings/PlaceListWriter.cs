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
    private readonly List<int> starts = [];
    private readonly List<int> positions = [];

    // Empty where all forms are the first.
    private readonly List<int> forms = [];
    private readonly ByteBuffer blockEnds = new();
    private readonly ByteBuffer data = new(4096);
    private uint[] numbers = new uint[512];

    public ReadOnlySpan<int> Documents => CollectionsMarshal.AsSpan(documents);

    /// <summary>How many positions there are.</summary>
    public int PositionCount => positions.Count;

    /// <summary>Adds a document beyond the last: what is added then stands in it.</summary>
    public void AddDocument(int document)
    {
        documents.Add(document);
        starts.Add(positions.Count);
    }

    /// <summary>Adds an occurrence of a word of one form in the last document, in ascending order of positions.</summary>
    public void AddPlace(int position) => positions.Add(position);

    /// <summary>Adds an occurrence of a word of several forms in the last document, in ascending order of positions.</summary>
    public void AddPlace(int position, int form)
    {
        positions.Add(position);
        forms.Add(form);
    }

    /// <summary>Adds occurrences of a word of one form in the last document, beyond those before.</summary>
    public void AddPlaces(ReadOnlySpan<int> all) => positions.AddRange(all);

    /// <summary>The positions in a document, by its place in the list.</summary>
    public ReadOnlySpan<int> Positions(int place) => CollectionsMarshal.AsSpan(positions)[starts[place]..End(place)];

    /// <summary>The form of an occurrence, by its number among all.</summary>
    public int Form(int occurrence) => forms.Count == 0 ? 0 : forms[occurrence];

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
        Span<int> last = count <= 64 ? stackalloc int[count] : new int[count];
        holders.Clear();
        last.Clear();
        var all = CollectionsMarshal.AsSpan(forms);
        for (var place = 0; place < documents.Count; place++)
        {
            foreach (var form in all[starts[place]..End(place)])
            {
                holders[form] += last[form] == place + 1 ? 0 : 1;
                last[form] = place + 1;
            }
        }

        for (var form = 0; form < count; form++)
        {
            last[form] = left.Count;
            if (holders[form] > 0)
                left.Add((form, holders[form]));
        }

        if (left.Count < count)
        {
            foreach (ref var form in all)
                form = last[form];
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
        positions.Clear();
        forms.Clear();
    }

    private int End(int place) => place + 1 < starts.Count ? starts[place + 1] : positions.Count;

    private void WriteBlock(int first, int end, bool withForms)
    {
        var (from, to) = (starts[first], End(end - 1));
        if (numbers.Length < to - from)
            numbers = new uint[(to - from) * 2];
        var own = CollectionsMarshal.AsSpan(positions)[from..to];
        var begins = CollectionsMarshal.AsSpan(starts)[first..end];
        for (var place = 0; place + 1 < begins.Length; place++)
            numbers[place] = (uint)(begins[place + 1] - begins[place] - 1);
        numbers[begins.Length - 1] = (uint)(to - begins[^1] - 1);
        PackedNumbers.Write(data, numbers.AsSpan(0, begins.Length));
        for (var place = 0; place < begins.Length; place++)
            numbers[place] = (uint)own[begins[place] - from];
        PackedNumbers.Write(data, numbers.AsSpan(0, begins.Length));
        var gaps = 0;
        for (var place = 0; place < begins.Length; place++)
        {
            var last = (place + 1 < begins.Length ? begins[place + 1] : to) - from;
            for (var number = begins[place] - from + 1; number < last; number++)
                numbers[gaps++] = (uint)(own[number] - own[number - 1]);
        }

        PackedNumbers.Write(data, numbers.AsSpan(0, gaps));
        if (!withForms)
            return;
        for (var number = from; number < to; number++)
            numbers[number - from] = (uint)forms[number];
        PackedNumbers.Write(data, numbers.AsSpan(0, to - from));
    }
}
