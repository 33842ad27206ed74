using System.Text;
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
    private readonly PostingListWriter[] groupLists = [.. buffer.Schema.Groups.Select(_ => new PostingListWriter(withCodes: true))];
    private readonly double[] weighted = new double[buffer.Schema.Groups.Count];
    private readonly List<int> touched = [];
    private readonly PlaceListWriter placeList = new();
    private readonly List<(int Position, int Form)> places = [];
    private ulong[] sorted = [];
    private int[] starts = [];

    public IEnumerable<FileEntry> Write(string folder, long segment, int table)
    {
        SortOccurrences();
        using var terms = new TermWriter(folder, segment, table);
        foreach (var word in Words())
        {
            Collect(word.Forms);
            terms.Add(word.Normal, word.Forms.ConvertAll(form => form.Written), placeList, groupLists);
        }

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
        sorted = GC.AllocateUninitializedArray<ulong>(forms.Length);
        for (var word = 0; word < forms.Length; word++)
            sorted[next[forms[word]]++] = occurrences[word];
    }

    private List<(byte[] Normal, List<(byte[] Written, int Number)> Forms)> Words()
    {
        var words = new Dictionary<string, List<(byte[] Written, int Number)>>(StringComparer.Ordinal);
        foreach (var (number, form) in buffer.Words.Forms.Index())
        {
            if (!words.TryGetValue(form.Normal, out var forms))
                words.Add(form.Normal, forms = []);
            forms.Add((Encoding.UTF8.GetBytes(form.Written), number));
        }

        var list = words.Select(pair => (Normal: Encoding.UTF8.GetBytes(pair.Key), Forms: pair.Value)).ToList();
        list.Sort((one, other) => one.Normal.AsSpan().SequenceCompareTo(other.Normal));
        foreach (var (_, forms) in list)
            forms.Sort((one, other) => one.Written.AsSpan().SequenceCompareTo(other.Written));
        return list;
    }

    // Takes the documents of all forms together, in order.
    private void Collect(List<(byte[] Written, int Number)> forms)
    {
        var at = new int[forms.Count];
        for (var number = 0; number < at.Length; number++)
            at[number] = starts[forms[number].Number];
        if (at.Length == 1)
        {
            for (var (next, end) = (at[0], starts[forms[0].Number + 1]); next < end;)
            {
                var document = (int)(sorted[next] >> 32);
                next = Take(document, form: 0, next, end);
                EndDocument(document);
            }

            return;
        }

        while (true)
        {
            var document = int.MaxValue;
            for (var number = 0; number < at.Length; number++)
            {
                if (at[number] < starts[forms[number].Number + 1])
                    document = Math.Min(document, (int)(sorted[at[number]] >> 32));
            }

            if (document == int.MaxValue)
                break;
            for (var number = 0; number < at.Length; number++)
                at[number] = Take(document, number, at[number], starts[forms[number].Number + 1]);
            // The places of each form are in order, those of several are not.
            places.Sort(ByPosition);
            EndDocument(document);
        }
    }

    private int Take(int document, int form, int at, int end)
    {
        for (; at < end && (int)(sorted[at] >> 32) == document; at++)
        {
            places.Add(((int)((uint)sorted[at] >> WordBuffer.FieldBits), form));
            foreach (var (group, weight) in buffer.GroupsOf((int)(sorted[at] & ((1 << WordBuffer.FieldBits) - 1))))
            {
                if (weighted[group] == 0)
                    touched.Add(group);
                weighted[group] += weight;
            }
        }

        return at;
    }

    private void EndDocument(int document)
    {
        foreach (var (position, form) in places)
            placeList.Add(document, position, form);
        places.Clear();
        foreach (var group in touched)
        {
            groupLists[group].Add(document, Impact.OfOccurrences(weighted[group]), buffer.Lengths(group)[document]);
            weighted[group] = 0;
        }

        touched.Clear();
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
        columns.Maps(buffer.MapStarts, buffer.Maps);
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
