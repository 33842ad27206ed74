using System.Runtime.InteropServices;
using Equipoise.Search.Files;
using Equipoise.Search.Postings;
using Equipoise.Search.Schema;
using Equipoise.Search.Segments;

namespace Equipoise.Search.Indexing;

/// <summary>Writes a table from memory.</summary>
internal sealed class TableFlush
{
    // A word that stands in one field of a document mostly does so a few times.
    private const int MostCounted = 12;
    private readonly TableBuffer buffer;
    private readonly GroupPostings[] groupLists;
    private readonly (double Weighted, byte Code)[] lastCodes;

    // For each field and each count of a word's occurrences there, from 1 on, the field's groups with the code.
    private readonly (int Group, byte Code)[][][] counted;
    private readonly double[] weighted;
    private readonly List<int> touched = [];
    private readonly List<int> used = [];
    private readonly PlaceListWriter placeList = new();
    private readonly List<ulong> places = [];
    private ulong[] sorted = [];
    private int[] starts = [];
    private int[] next = [];

    public TableFlush(TableBuffer buffer)
    {
        this.buffer = buffer;
        var groups = buffer.Schema.Groups.Count;
        groupLists = [.. Enumerable.Range(0, groups).Select(group => new GroupPostings(buffer.Lengths(group).ToArray()))];
        (lastCodes, weighted) = (new (double, byte)[groups], new double[groups]);
        counted = [.. Enumerable.Range(0, buffer.Schema.Fields.Count).Select(field => Counted(buffer.GroupsOf(field)))];
    }

    public IEnumerable<FileEntry> Write(string folder, long segment, int table)
    {
        sorted = buffer.Words.Sort(out starts);
        using var terms = new TermWriter(folder, segment, table);
        var words = new SortedWords(buffer.Words, (sorted, starts));
        while (words.MoveNext())
        {
            if (words.Forms is [var form])
                CollectOne(starts[form], starts[form + 1]);
            else
                Collect(words.Forms);
            GroupPostings.Order(used);
            terms.Add(words.Normal, words.Written, placeList, groupLists, CollectionsMarshal.AsSpan(used));
            used.Clear();
        }

        sorted = [];
        return [.. terms.Finish(), WriteColumns(folder, segment, table)];
    }

    // Weights are added up as they are for a document that has a word in several fields.
    private static (int Group, byte Code)[][] Counted((int Group, double Weight)[] groups)
    {
        var sums = new double[groups.Length];
        var codes = new (int, byte)[MostCounted][];
        for (var count = 0; count < codes.Length; count++)
        {
            codes[count] = new (int, byte)[groups.Length];
            for (var number = 0; number < groups.Length; number++)
            {
                sums[number] += groups[number].Weight;
                codes[count][number] = (groups[number].Group, Impact.OfOccurrences(sums[number]));
            }
        }

        return codes;
    }

    // Takes the places of all forms together, in order; of several forms in one place that of the lower number first.
    private void Collect(ReadOnlySpan<int> forms)
    {
        if (next.Length < forms.Length)
            next = new int[forms.Length * 2];
        for (var number = 0; number < forms.Length; number++)
            next[number] = starts[forms[number]];
        var document = -1;
        while (true)
        {
            // A form is read as long as it comes before all others.
            var (first, second) = (ulong.MaxValue, ulong.MaxValue);
            var (form, other) = (-1, -1);
            for (var number = 0; number < forms.Length; number++)
            {
                if (next[number] == starts[forms[number] + 1])
                    continue;
                var place = sorted[next[number]];
                if (form < 0 || place < first)
                    (first, form, second, other) = (place, number, first, form);
                else if (other < 0 || place < second)
                    (second, other) = (place, number);
            }

            if (form < 0)
                break;
            var end = starts[forms[form] + 1];
            var at = next[form];
            for (; at < end && (sorted[at] < second || (sorted[at] == second && form < other) || other < 0); at++)
                Take(sorted[at], form, ref document);
            next[form] = at;
        }

        Weigh(document, CollectionsMarshal.AsSpan(places));
        places.Clear();
    }

    private void Take(ulong place, int form, ref int document)
    {
        if ((int)(place >> 32) == document)
        {
            placeList.AddPlace(Position(place), form);
            places.Add(place);
            return;
        }

        if (document >= 0)
            Weigh(document, CollectionsMarshal.AsSpan(places));
        places.Clear();
        places.Add(place);
        document = (int)(place >> 32);
        placeList.AddDocument(document, Position(place), form);
    }

    // The places of one form are in order already.
    private void CollectOne(int at, int end)
    {
        var all = sorted.AsSpan(0, end);
        while (at < all.Length)
        {
            var first = at;
            var document = (int)(all[at] >> 32);
            placeList.AddDocument(document, Position(all[at]));
            for (at++; at < all.Length && (int)(all[at] >> 32) == document; at++)
                placeList.AddPlace(Position(all[at]));
            Weigh(document, all[first..at]);
        }
    }

    private static int Position(ulong place) => (int)((uint)place >> WordBuffer.FieldBits);

    private static int Field(ulong place) => (int)(place & ((1 << WordBuffer.FieldBits) - 1));

    // What a word with these places weighs in a document.
    private void Weigh(int document, ReadOnlySpan<ulong> those)
    {
        // Places are in order, and so are the texts they stand in; but a field may come again behind others.
        var field = Field(those[0]);
        if (those.Length <= MostCounted && IsAllIn(field, those))
        {
            foreach (var (group, code) in counted[field][those.Length - 1])
                Add(group, document, code);
            return;
        }

        foreach (var place in those)
        {
            foreach (var (group, weight) in buffer.GroupsOf(Field(place)))
            {
                if (weighted[group] == 0)
                    touched.Add(group);
                weighted[group] += weight;
            }
        }

        EndDocument(document);
    }

    private static bool IsAllIn(int field, ReadOnlySpan<ulong> those)
    {
        foreach (var place in those)
        {
            if (Field(place) != field)
                return false;
        }

        return true;
    }

    private void EndDocument(int document)
    {
        foreach (var group in touched)
        {
            Add(group, document, CodeOf(group));
            weighted[group] = 0;
        }

        touched.Clear();
    }

    private void Add(int group, int document, byte code)
    {
        var list = groupLists[group];
        if (list.Count == 0)
            used.Add(group);
        list.Add(document, code);
    }

    // A group has few weights, and most words stand in a document once.
    private byte CodeOf(int group)
    {
        ref var last = ref lastCodes[group];
        if (last.Weighted != weighted[group])
            last = (weighted[group], Impact.OfOccurrences(weighted[group]));
        return last.Code;
    }

    private FileEntry WriteColumns(string folder, long segment, int table)
    {
        using var columns = new ColumnWriter(folder, segment, table, buffer.DocumentCount);
        foreach (var (number, field) in buffer.Schema.Fields.Index())
        {
            if (field.Kind == FieldKind.Text)
                columns.Text(buffer.WordsOf(number), buffer.TextDocuments[number]);
            else if (buffer.Keyword(number) is { } keywords)
                WriteKeywords(columns, keywords);
            else if (buffer.Numbers(number) is { } numbers)
                columns.Values(field.Kind, numbers);
            else
                columns.Nothing();
        }

        if (table == 0)
            WriteKeywords(columns, buffer.Keys);
        for (var group = 0; group < buffer.Schema.Groups.Count; group++)
            columns.Lengths(buffer.Lengths(group));
        columns.Maps(buffer.MapStarts, buffer.Maps, isRepeated: table > 0);
        if (table > 0)
            columns.Starts(buffer.ChildStarts);
        return columns.Finish();
    }

    private static void WriteKeywords(ColumnWriter columns, KeywordBuffer keywords)
    {
        var (values, rows) = keywords.Sort();
        columns.Keyword(values, rows);
    }
}
