using Equipoise.Search.Columns;
using Equipoise.Search.Files;
using Equipoise.Search.Postings;
using Equipoise.Search.Schema;
using Equipoise.Search.Segments;

namespace Equipoise.Search.Indexing;

/// <summary>Merges some tables into one.</summary>
internal sealed class TableMerge(IReadOnlyList<MergeSource> sources, int documentCount)
{
    private readonly TableSchema schema = sources[0].Table.Schema;

    // Of one column after the other: what it has grown to is not made again for each.
    private readonly RowValues rows = new();

    /// <summary>The normal forms of the words that many documents have, once it is written.</summary>
    public IReadOnlyList<byte[]> Frequent { get; private set; } = [];

    /// <summary>Writes the merged table.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="segment">The segment's number.</param>
    /// <param name="table">The table's number.</param>
    /// <param name="childStarts">For a nested table, where each document's nested documents begin.</param>
    public IEnumerable<FileEntry> Write(string folder, long segment, int table, uint[]? childStarts)
    {
        var lengths = Enumerable.Range(0, schema.Groups.Count).Select(MergeLengths).ToArray();
        var words = new TermMerge(sources, documentCount, lengths);
        var terms = words.Write(folder, segment, table);
        Frequent = words.Frequent;
        using var columns = new ColumnWriter(folder, segment, table, documentCount);
        var (mapStarts, maps, text) = MergeMaps();
        foreach (var (number, field) in schema.Fields.Index())
        {
            if (field.Kind == FieldKind.Text)
                columns.Text(text[number].Words, text[number].Documents);
            else if (field.Kind is FieldKind.Keyword or FieldKind.Boolean)
                MergeKeywords(columns, source => source.Table.Column<KeywordColumn>(number));
            else
                MergeValues(columns, field.Kind, number);
        }

        if (table == 0)
            MergeKeywords(columns, source => source.Table.Keys);
        foreach (var group in lengths)
            columns.Lengths(group);
        columns.Maps(mapStarts, maps.Span, isRepeated: table > 0);
        if (childStarts is not null)
            columns.Starts(childStarts);
        return [.. terms, columns.Finish()];
    }

    private (uint[] Starts, ByteBuffer Maps, (PostingListWriter? Documents, long Words)[] Text) MergeMaps()
    {
        var starts = new uint[documentCount + 1];
        var maps = new ByteBuffer(1 << 16);
        var text = new (PostingListWriter? Documents, long Words)[schema.Fields.Count];
        var last = new int[schema.Fields.Count];
        var read = new FieldMap();
        foreach (var source in sources)
        {
            for (var document = 0; document < source.Places.Length; document++)
            {
                if (source.Places[document] is not (>= 0 and var place))
                    continue;
                var map = source.Table.Map(document);
                maps.Add(map);
                starts[place + 1] = (uint)maps.Length;
                read.Read(map);
                for (var value = 0; value < read.Count; value++)
                {
                    ref var statistics = ref text[read.Field(value)];
                    statistics.Words += read.Length(value);
                    if (last[read.Field(value)] == place + 1)
                        continue;
                    last[read.Field(value)] = place + 1;
                    (statistics.Documents ??= new PostingListWriter(withCodes: false)).Add(place);
                }
            }
        }

        return (starts, maps, text);
    }

    private void MergeKeywords(ColumnWriter columns, Func<MergeSource, KeywordColumn?> column)
    {
        var present = sources.Select(source => (source.Places, Column: column(source))).Where(each => each.Column is not null).ToList();
        var numbers = present.ConvertAll(each => Used(each.Places, each.Column!));
        var values = new SortedStringsWriter();
        foreach (var (text, holders) in SortedUnion.Of(present.Select(each => each.Column!.Values)))
        {
            if (!holders.Any(holder => numbers[holder.Source][holder.Number] >= 0))
                continue;
            foreach (var (source, number) in holders)
                numbers[source][number] = values.Count;
            values.Add(text);
        }

        if (values.Count == 0)
        {
            columns.Nothing();
            return;
        }

        rows.Clear();
        foreach (var (number, (places, merged)) in present.Index())
            Append(places, merged!.Rows, value => numbers[number][value]);
        columns.Keyword(values, rows);
    }

    // For each value 0 where a document that stays has it, else -1.
    private static int[] Used(int[] places, KeywordColumn column)
    {
        var used = new int[column.Values.Count];
        used.AsSpan().Fill(-1);
        for (var document = 0; document < places.Length; document++)
        {
            if (places[document] < 0)
                continue;
            for (var number = column.Rows.Of(document, out var end); number < end; number++)
                used[column.Rows.Value(number)] = 0;
        }

        return used;
    }

    private void MergeValues(ColumnWriter columns, FieldKind kind, int field)
    {
        rows.Clear();
        foreach (var source in sources)
        {
            if (source.Table.Column<IColumn>(field) is null)
                continue;
            if (kind == FieldKind.Geo)
            {
                var column = source.Table.Column<GeoColumn>(field)!;
                Append(source.Places, column.Rows, value => GeoColumn.Encode(column.Point((int)value)));
            }
            else
            {
                var column = source.Table.Column<NumberColumn>(field)!;
                Append(source.Places, column.Rows, value => BitConverter.DoubleToInt64Bits(column.Decode(value)));
            }
        }

        if (rows.Documents.Length == 0)
            columns.Nothing();
        else
            columns.Values(kind, rows);
    }

    private void Append(int[] places, Rows column, Func<long, long> change)
    {
        for (var document = 0; document < places.Length; document++)
        {
            if (places[document] < 0)
                continue;
            for (var number = column.Of(document, out var end); number < end; number++)
                rows.Add(places[document], change(column.Value(number)));
        }
    }

    private unsafe byte[] MergeLengths(int group)
    {
        var lengths = new byte[documentCount];
        foreach (var source in sources)
        {
            var codes = source.Table.Lengths(group);
            for (var document = 0; document < source.Places.Length; document++)
            {
                if (source.Places[document] >= 0)
                    lengths[source.Places[document]] = codes[document];
            }
        }

        return lengths;
    }
}
