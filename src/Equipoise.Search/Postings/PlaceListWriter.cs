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
    private readonly List<int> ends = [];
    private readonly List<int> positions = [];
    private readonly List<int> forms = [];
    private readonly ByteBuffer blockEnds = new();
    private readonly ByteBuffer data = new(4096);
    private uint[] numbers = new uint[512];

    public ReadOnlySpan<int> Documents => CollectionsMarshal.AsSpan(documents);

    /// <summary>How many positions there are.</summary>
    public int PositionCount => positions.Count;

    /// <summary>Adds an occurrence, in ascending order of documents and their positions.</summary>
    public void Add(int document, int position, int form)
    {
        if (documents.Count == 0 || documents[^1] != document)
        {
            documents.Add(document);
            ends.Add(positions.Count);
        }

        positions.Add(position);
        forms.Add(form);
        ends[^1] = positions.Count;
    }

    /// <summary>The positions in a document, by its place in the list.</summary>
    public ReadOnlySpan<int> Positions(int place) => CollectionsMarshal.AsSpan(positions)[Start(place)..ends[place]];

    /// <summary>The forms of the occurrences in a document.</summary>
    public ReadOnlySpan<int> Forms(int place) => CollectionsMarshal.AsSpan(forms)[Start(place)..ends[place]];

    /// <summary>Numbers the forms anew, without those that do not occur.</summary>
    /// <param name="count">How many forms there were.</param>
    /// <returns>The old numbers of those that are left, each with how many documents have it.</returns>
    public IReadOnlyList<(int Form, int Documents)> NumberForms(int count)
    {
        if (count == 1)
            return [(0, documents.Count)];
        var (holders, last) = (new int[count], new int[count]);
        for (var place = 0; place < documents.Count; place++)
        {
            foreach (var form in Forms(place))
            {
                holders[form] += last[form] == place + 1 ? 0 : 1;
                last[form] = place + 1;
            }
        }

        var left = new List<(int, int)>();
        for (var form = 0; form < count; form++)
        {
            last[form] = left.Count;
            if (holders[form] > 0)
                left.Add((form, holders[form]));
        }

        if (left.Count < count)
        {
            foreach (ref var form in CollectionsMarshal.AsSpan(forms))
                form = last[form];
        }

        return left;
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
        ends.Clear();
        positions.Clear();
        forms.Clear();
    }

    private int Start(int place) => place == 0 ? 0 : ends[place - 1];

    private void WriteBlock(int first, int end, bool withForms)
    {
        var (from, to) = (Start(first), ends[end - 1]);
        if (numbers.Length < to - from)
            numbers = new uint[(to - from) * 2];
        for (var place = first; place < end; place++)
            numbers[place - first] = (uint)(ends[place] - Start(place) - 1);
        PackedNumbers.Write(data, numbers.AsSpan(0, end - first));
        for (var place = first; place < end; place++)
            numbers[place - first] = (uint)positions[Start(place)];
        PackedNumbers.Write(data, numbers.AsSpan(0, end - first));
        var gaps = 0;
        for (var place = first; place < end; place++)
        {
            var own = Positions(place);
            for (var number = 1; number < own.Length; number++)
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
