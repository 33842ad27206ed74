using System.Runtime.InteropServices;
using Equipoise.Search.Files;
using Equipoise.Search.Postings;

namespace Equipoise.Search.Segments;

/// <summary>What a word has that few documents have: all of it stands in the dictionary, which saves it lists of its own.
/// <code>for each document: gap · 2, + 1 where the word stands there several times · then how often · number of the groups' codes · for each
/// occurrence, gap of its position · number of forms + form</code></summary>
internal sealed class RareWord
{
    /// <summary>The most documents.</summary>
    public const int MostDocuments = 8;

    /// <summary>The most occurrences in all.</summary>
    public const int MostPositions = 32;

    private readonly int[] documents;
    private readonly int[] codes;
    private readonly int[] starts;
    private readonly List<int> positions = [];
    private readonly List<int> forms = [];
    private readonly GroupCodes groupCodes;

    public RareWord(ref ByteReader reader, int documentCount, int formCount, GroupCodes groupCodes)
    {
        this.groupCodes = groupCodes;
        documents = new int[documentCount];
        codes = new int[documentCount];
        starts = new int[documentCount + 1];
        for (int number = 0, document = -1; number < documentCount; number++)
        {
            var gap = reader.Int();
            documents[number] = document += (gap >> 1) + 1;
            var count = (gap & 1) == 0 ? 1 : reader.Int();
            codes[number] = reader.Int();
            for (var position = 0; count > 0; count--)
            {
                var (more, form) = Math.DivRem(reader.Varint(), (ulong)formCount);
                positions.Add(position += (int)more);
                forms.Add((int)form);
            }

            starts[number + 1] = positions.Count;
        }
    }

    public static void Write(ByteBuffer target, PlaceListWriter places, int formCount, ReadOnlySpan<int> codes)
    {
        var last = -1;
        for (var number = 0; number < codes.Length; number++)
        {
            var gaps = places.Gaps(number);
            var first = places.Start(number);
            var several = gaps.Length > 0;
            target.AddVarint(((ulong)(places.Documents[number] - last - 1) << 1) | (several ? 1UL : 0));
            if (several)
                target.AddVarint((ulong)gaps.Length + 1);
            target.AddVarint((ulong)codes[number]);
            target.AddVarint(((ulong)places.First(number) * (ulong)formCount) + places.Form(first));
            for (var at = 0; at < gaps.Length; at++)
                target.AddVarint(((ulong)gaps[at] * (ulong)formCount) + places.Form(first + at + 1));
            last = places.Documents[number];
        }
    }

    /// <summary>The documents that have the word.</summary>
    public ReadOnlySpan<int> Documents => documents;

    /// <summary>The groups in which a document has it, by the document's place, with a code each.</summary>
    public ReadOnlySpan<(int Group, byte Code)> CodesOf(int place) => groupCodes[codes[place]];

    /// <summary>Where it stands in a document.</summary>
    public ReadOnlySpan<int> Positions(int place) => CollectionsMarshal.AsSpan(positions)[starts[place]..starts[place + 1]];

    /// <summary>The form it has each time.</summary>
    public ReadOnlySpan<int> Forms(int place) => CollectionsMarshal.AsSpan(forms)[starts[place]..starts[place + 1]];

    /// <summary>One list for each group that has the word.</summary>
    public IReadOnlyList<GroupList> Groups()
    {
        var counts = new SortedDictionary<int, int>();
        foreach (var number in codes)
        {
            foreach (var (group, _) in groupCodes[number])
                counts[group] = counts.GetValueOrDefault(group) + 1;
        }

        return [.. counts.Select(pair => new GroupList(pair.Key, pair.Value, ListBasis.None, 0, 0))];
    }

    /// <summary>The documents of a group.</summary>
    public PostingCursor Open(int group, SearchMeter? meter)
    {
        var (some, own) = (new List<int>(documents.Length), new List<byte>(documents.Length));
        for (var number = 0; number < documents.Length; number++)
        {
            foreach (var (each, code) in groupCodes[codes[number]])
            {
                if (each != group)
                    continue;
                some.Add(documents[number]);
                own.Add(code);
            }
        }

        return new PostingCursor([.. some], [.. own]) { Meter = meter?.Open(some.Count) };
    }

    /// <summary>The documents with their positions.</summary>
    public PlaceCursor Open(SearchMeter? meter) =>
        new(new PostingCursor(documents, []) { Meter = meter?.Open(documents.Length) }, starts, [.. positions], [.. forms]) { Meter = meter };
}
