using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Equipoise.Search.Postings;
using Equipoise.Search.Segments;

namespace Equipoise.Search.Indexing;

/// <summary>Puts the frequent words of some neighboring documents of a table back where they stand in the texts, from their lists of positions.</summary>
internal sealed class FrequentPlaces
{
    // As many positions as stay in a processor's cache.
    private const int MostPositions = 1 << 18;

    // From here on the number of a place stands for several words: a compound stands where its last part does.
    private const int FirstOfSeveral = 1 << 16;
    // Places are looked at several at a time.
    private const int Margin = 32;
    private readonly TableReader table;
    private readonly WordPlaces[] words;
    private readonly int[] blocks;
    private readonly FieldMap map = new();
    private readonly List<int> starts = [];
    private readonly List<(int Start, int Length, int Field)> values = [];
    private readonly List<int> valueEnds = [];
    private readonly List<int[]> several = [];
    private int[] places = new int[MostPositions];
    private int[] meetings = [];

    /// <summary>Opens the words' lists.</summary>
    public FrequentPlaces(TableReader table, IReadOnlyList<TermEntry> entries)
    {
        this.table = table;
        blocks = new int[entries.Count];
        words = [.. entries.Select(entry => new WordPlaces(table.Terms.Open(entry, documents: null)))];
    }

    /// <summary>The words of a place by their numbers, counted from 1; 0 where no frequent word stands, and behind each text.</summary>
    public ReadOnlySpan<int> Words(int place) => places[place] < FirstOfSeveral ? places.AsSpan(place, 1) : several[places[place] - FirstOfSeveral];

    /// <summary>The places of a text at which a frequent word stands before another.</summary>
    public ReadOnlySpan<int> Meetings(int start, int length)
    {
        if (meetings.Length < length)
            meetings = new int[length * 2];
        var (count, end) = (0, start + length - 1);
        ref var first = ref MemoryMarshal.GetArrayDataReference(places);
        for (var place = start; place < end; place += Vector256<int>.Count)
        {
            var none = Vector256.Equals(Vector256.LoadUnsafe(ref first, (nuint)place), Vector256<int>.Zero) | Vector256.Equals(Vector256.LoadUnsafe(ref first, (nuint)place + 1), Vector256<int>.Zero);
            var both = ~none.ExtractMostSignificantBits() & byte.MaxValue;
            if (end - place < Vector256<int>.Count)
                both &= (1u << (end - place)) - 1;
            for (; both != 0; both &= both - 1)
                meetings[count++] = place + BitOperations.TrailingZeroCount(both);
        }

        return meetings.AsSpan(0, count);
    }

    /// <summary>Whether each of three places in a row has one word or none.</summary>
    public bool AreSingle(int place) => (places[place] | places[place + 1] | places[place + 2]) < FirstOfSeveral;

    /// <summary>The word of a place that has one or none.</summary>
    public int Word(int place) => places[place];

    /// <summary>The texts of a document that was put back: where each begins among the places, how many words it has, and its field.</summary>
    public ReadOnlySpan<(int Start, int Length, int Field)> Texts(int number) =>
        CollectionsMarshal.AsSpan(values)[(number == 0 ? 0 : valueEnds[number - 1])..valueEnds[number]];

    /// <summary>Puts back documents from one on.</summary>
    /// <returns>How many.</returns>
    public int Fill(int first)
    {
        several.Clear();
        if (first == 0)
            blocks.AsSpan().Clear();
        var total = Measure(first);
        if (places.Length < total + Margin)
            places = new int[total + MostPositions];
        places.AsSpan(0, total + Margin).Clear();
        var end = first + starts.Count;
        for (var word = 0; word < words.Length; word++)
            blocks[word] = Fill(words[word], word + 1, first, end, blocks[word]);
        return starts.Count;
    }

    // Where each document's places begin.
    private int Measure(int first)
    {
        starts.Clear();
        values.Clear();
        valueEnds.Clear();
        var total = 0;
        for (var document = first; document < table.DocumentCount && total < MostPositions; document++)
        {
            starts.Add(total);
            map.Read(table.Map(document));
            for (var value = 0; value < map.Count; value++)
                values.Add((total + map.Start(value), map.Length(value), map.Field(value)));
            valueEnds.Add(values.Count);
            if (map.Count > 0)
                total += map.Start(map.Count - 1) + map.Length(map.Count - 1) + 1;
        }

        return total;
    }

    // Goes on at the block that the documents before ended in.
    private int Fill(WordPlaces word, int number, int first, int end, int block)
    {
        var list = word.List.Documents;
        for (; block < list.Blocks && list.Before(block) + 1 < end; block++)
        {
            if (list.Last(block) < first)
                continue;
            var documents = list.Documents(block);
            var begins = word.List.Starts(block);
            var positions = word.Positions(block);
            var at = documents.BinarySearch(first);
            for (at = at >= 0 ? at : ~at; at < documents.Length && documents[at] < end; at++)
            {
                var start = starts[documents[at] - first];
                foreach (var position in positions[begins[at]..begins[at + 1]])
                    Put(ref places[start + position], number);
            }

            if (at < documents.Length)
                break;
        }

        return Math.Min(block, list.Blocks);
    }

    private void Put(ref int place, int number)
    {
        if (place == 0)
        {
            place = number;
        }
        else if (place >= FirstOfSeveral)
        {
            several[place - FirstOfSeveral] = [.. several[place - FirstOfSeveral], number];
        }
        else
        {
            several.Add([place, number]);
            place = FirstOfSeveral + several.Count - 1;
        }
    }

    // A word's list, and the positions of the block that was read last: neighboring documents are put back one part after the other.
    private sealed class WordPlaces(PlaceCursor list)
    {
        private uint[] firsts = [];
        private uint[] gaps = [];
        private int[] positions = [];
        private int read = -1;

        public PlaceCursor List { get; } = list;

        public ReadOnlySpan<int> Positions(int block)
        {
            var begins = List.Starts(block);
            var (documents, count) = (begins.Length - 1, begins[^1]);
            if (read == block)
                return positions.AsSpan(0, count);
            read = block;
            if (positions.Length < count)
                (firsts, gaps, positions) = (new uint[BlockPacking.BlockSize], new uint[count * 2], new int[count * 2]);
            List.Read(block, firsts.AsSpan(0, documents), gaps.AsSpan(0, count - documents));
            var (next, position) = (0, 0);
            for (var document = 0; document < documents; document++)
            {
                positions[begins[document]] = position = (int)firsts[document];
                for (var at = begins[document] + 1; at < begins[document + 1]; at++)
                    positions[at] = position += (int)gaps[next++];
            }

            return positions.AsSpan(0, count);
        }
    }
}
