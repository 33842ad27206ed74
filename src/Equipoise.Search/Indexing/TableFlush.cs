using System.Buffers;
using System.Runtime.InteropServices;
using Equipoise.Search.Files;
using Equipoise.Search.Postings;
using Equipoise.Search.Schema;
using Equipoise.Search.Segments;

namespace Equipoise.Search.Indexing;

/// <summary>Writes a table from memory.</summary>
internal sealed class TableFlush(TableBuffer buffer)
{
    private static readonly Comparison<(int Position, int Form)> ByPosition =
        static (one, other) => one.Position != other.Position ? one.Position.CompareTo(other.Position) : one.Form.CompareTo(other.Form);
    private readonly GroupPostings[] groupLists = [.. buffer.Schema.Groups.Select(_ => new GroupPostings())];
    private readonly (double Weighted, byte Code)[] lastCodes = new (double, byte)[buffer.Schema.Groups.Count];
    private readonly double[] weighted = new double[buffer.Schema.Groups.Count];
    private readonly List<int> touched = [];
    private readonly List<int> used = [];
    private readonly PlaceListWriter placeList = new();
    private readonly List<(int Position, int Form)> places = [];
    private ulong[] sorted = [];
    private int[] starts = [];

    public IEnumerable<FileEntry> Write(string folder, long segment, int table)
    {
        SortOccurrences();
        using var terms = new TermWriter(folder, segment, table);
        foreach (var word in SortedWords.Of(buffer.Words))
        {
            Collect(word.Forms);
            used.Sort();
            terms.Add(word.Normal, word.Written, placeList, groupLists, CollectionsMarshal.AsSpan(used));
            used.Clear();
        }

        ArrayPool<ulong>.Shared.Return(sorted);
        return [.. terms.Finish(), WriteColumns(folder, segment, table)];
    }

    // Words stand in the order of their documents and positions; sorting them by form without changing that order makes the lists.
    private void SortOccurrences()
    {
        var forms = buffer.Words.FormNumbers;
        var occurrences = buffer.Words.Occurrences;
        starts = new int[buffer.Words.Forms.Count + 1];
        foreach (var form in forms)
            starts[form + 1]++;
        for (var form = 0; form + 1 < starts.Length; form++)
            starts[form + 1] += starts[form];
        var next = starts.AsSpan().ToArray();
        sorted = ArrayPool<ulong>.Shared.Rent(forms.Length);
        for (var word = 0; word < forms.Length; word++)
            sorted[next[forms[word]]++] = occurrences[word];
        buffer.Words.Release();
    }

    // Takes the documents of all forms together, in order.
    private void Collect(List<int> forms)
    {
        if (forms.Count == 1)
        {
            CollectOne(starts[forms[0]], starts[forms[0] + 1]);
            return;
        }

        var at = new int[forms.Count];
        for (var number = 0; number < at.Length; number++)
            at[number] = starts[forms[number]];
        while (true)
        {
            var document = int.MaxValue;
            for (var number = 0; number < at.Length; number++)
            {
                if (at[number] < starts[forms[number] + 1])
                    document = Math.Min(document, (int)(sorted[at[number]] >> 32));
            }

            if (document == int.MaxValue)
                break;
            for (var number = 0; number < at.Length; number++)
                at[number] = Take(document, number, at[number], starts[forms[number] + 1]);
            // The places of each form are in order, those of several are not.
            places.Sort(ByPosition);
            foreach (var (position, form) in places)
                placeList.Add(document, position, form);
            places.Clear();
            EndDocument(document);
        }
    }

    // The places of one form are in order already.
    private void CollectOne(int at, int end)
    {
        while (at < end)
        {
            var document = (int)(sorted[at] >> 32);
            for (; at < end && (int)(sorted[at] >> 32) == document; at++)
            {
                placeList.Add(document, Position(at), form: 0);
                Weigh(at);
            }

            EndDocument(document);
        }
    }

    private int Take(int document, int form, int at, int end)
    {
        for (; at < end && (int)(sorted[at] >> 32) == document; at++)
        {
            places.Add((Position(at), form));
            Weigh(at);
        }

        return at;
    }

    private int Position(int at) => (int)((uint)sorted[at] >> WordBuffer.FieldBits);

    private void Weigh(int at)
    {
        foreach (var (group, weight) in buffer.GroupsOf((int)(sorted[at] & ((1 << WordBuffer.FieldBits) - 1))))
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
            if (groupLists[group].Count == 0)
                used.Add(group);
            groupLists[group].Add(document, CodeOf(group), buffer.Lengths(group)[document]);
            weighted[group] = 0;
        }

        touched.Clear();
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
