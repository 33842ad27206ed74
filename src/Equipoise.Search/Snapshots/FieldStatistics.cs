using Equipoise.Search.Columns;
using Equipoise.Search.Schema;
using Equipoise.Search.Segments;

namespace Equipoise.Search.Snapshots;

/// <summary>What the documents have in a field, deleted ones left out.</summary>
internal static class FieldStatistics
{
    public static ColumnStatistics Of(IndexState state, int table, int field)
    {
        var (documents, rows, values) = (0, 0, 0L);
        double? min = null, max = null;
        foreach (var view in state.Views)
        {
            var reader = view.Segment.Tables[table];
            var column = Column(reader, field, out var numbers);
            var live = new LiveRows(view, table);
            documents += WithText(reader, field, new LiveRows(view, table));
            for (var row = 0; row < reader.DocumentCount; row++)
            {
                if (!live.IsLive(row))
                    continue;
                rows++;
                var first = 0;
                var end = 0;
                if (column is not null)
                    first = column.Of(row, out end);
                if (first == end)
                    continue;
                documents++;
                values += end - first;
                if (numbers is null)
                    continue;
                min = Math.Min(min ?? double.PositiveInfinity, numbers.Value(first));
                max = Math.Max(max ?? double.NegativeInfinity, numbers.Value(end - 1));
            }
        }

        return new ColumnStatistics(documents, rows - documents, values, min, max);
    }

    private static Rows? Column(TableReader reader, int field, out NumberColumn? numbers)
    {
        var column = reader.Schema.Fields[field].Kind == FieldKind.Text ? null : reader.Column<IColumn>(field);
        numbers = column as NumberColumn;
        return column?.Rows;
    }

    private static int WithText(TableReader reader, int field, LiveRows live)
    {
        if (reader.TextDocuments(field) is not { } cursor)
            return 0;
        var count = 0;
        for (var block = 0; block < cursor.Blocks; block++)
        {
            foreach (var row in cursor.Documents(block))
                count += live.IsLive(row) ? 1 : 0;
        }

        return count;
    }
}
