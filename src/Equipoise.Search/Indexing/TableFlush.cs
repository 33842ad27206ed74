using System.Runtime.InteropServices;
using Equipoise.Search.Files;
using Equipoise.Search.Postings;
using Equipoise.Search.Schema;
using Equipoise.Search.Segments;

namespace Equipoise.Search.Indexing;

/// <summary>Writes a table from memory.</summary>
internal sealed class TableFlush
{
    private static readonly Comparison<(int Position, int Form)> ByPosition =
        static (one, other) => one.Position != other.Position ? one.Position.CompareTo(other.Position) : one.Form.CompareTo(other.Form);
    private readonly TableBuffer buffer;
    private readonly GroupPostings[] groupLists;
    private readonly (double Weighted, byte Code)[] lastCodes;

    // For each field its groups with the code of a word that stands there once: most words stand in a document once.
    private readonly (int Group, byte Code)[][] once;
    private readonly double[] weighted;
    private readonly List<int> touched = [];
    private readonly List<int> used = [];
    private readonly PlaceListWriter placeList = new();
    private readonly List<(int Position, int Form)> places = [];
    private ulong[] sorted = [];
    private int[] starts = [];
    private int[] next = [];

    public TableFlush(TableBuffer buffer)
    {
        this.buffer = buffer;
        var groups = buffer.Schema.Groups.Count;
        groupLists = [.. Enumerable.Range(0, groups).Select(group => new GroupPostings(buffer.Lengths(group).ToArray()))];
        (lastCodes, weighted) = (new (double, byte)[groups], new double[groups]);
        once = [.. Enumerable.Range(0, buffer.Schema.Fields.Count).Select(field => Array.ConvertAll(buffer.GroupsOf(field), each => (each.Group, Impact.OfOccurrences(each.Weight))))];
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
            used.Sort();
            terms.Add(words.Normal, words.Written, placeList, groupLists, CollectionsMarshal.AsSpan(used));
            used.Clear();
        }

        sorted = [];
        return [.. terms.Finish(), WriteColumns(folder, segment, table)];
    }

    // Takes the documents of all forms together, in order.
    private void Collect(IReadOnlyList<int> forms)
    {
        if (next.Length < forms.Count)
            next = new int[forms.Count * 2];
        for (var number = 0; number < forms.Count; number++)
            next[number] = starts[forms[number]];
        while (true)
        {
            var document = int.MaxValue;
            for (var number = 0; number < forms.Count; number++)
            {
                if (next[number] < starts[forms[number] + 1])
                    document = Math.Min(document, DocumentAt(next[number]));
            }

            if (document == int.MaxValue)
                break;
            for (var number = 0; number < forms.Count; number++)
                next[number] = Take(document, number, next[number], starts[forms[number] + 1]);
            // The places of each form are in order, those of several are not.
            if (places.Count > 1)
                places.Sort(ByPosition);
            placeList.AddDocument(document, places[0].Position, places[0].Form);
            foreach (var (position, form) in CollectionsMarshal.AsSpan(places)[1..])
                placeList.AddPlace(position, form);
            places.Clear();
            EndDocument(document);
        }
    }

    // The places of one form are in order already.
    private void CollectOne(int at, int end)
    {
        while (at < end)
        {
            var document = DocumentAt(at);
            placeList.AddDocument(document, Position(at));
            if (++at == end || DocumentAt(at) != document)
            {
                foreach (var (group, code) in once[Field(at - 1)])
                    Add(group, document, code);
                continue;
            }

            Weigh(at - 1);
            for (; at < end && DocumentAt(at) == document; at++)
            {
                placeList.AddPlace(Position(at));
                Weigh(at);
            }

            EndDocument(document);
        }
    }

    private int Take(int document, int form, int at, int end)
    {
        for (; at < end && DocumentAt(at) == document; at++)
        {
            places.Add((Position(at), form));
            Weigh(at);
        }

        return at;
    }

    private int DocumentAt(int at) => (int)(sorted[at] >> 32);

    private int Position(int at) => (int)((uint)sorted[at] >> WordBuffer.FieldBits);

    private int Field(int at) => (int)(sorted[at] & ((1 << WordBuffer.FieldBits) - 1));

    private void Weigh(int at)
    {
        foreach (var (group, weight) in buffer.GroupsOf(Field(at)))
        {
            if (weighted[group] == 0)
                touched.Add(group);
            weighted[group] += weight;
        }
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
