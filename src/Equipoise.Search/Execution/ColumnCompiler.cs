using System.Text;
using Equipoise.Search.Columns;
using Equipoise.Search.Postings;
using Equipoise.Search.Queries;
using Equipoise.Search.Schema;
using Equipoise.Search.Segments;

namespace Equipoise.Search.Execution;

/// <summary>Makes the nodes that look at columns.</summary>
internal sealed class ColumnCompiler(SearchMeter meter)
{
    public Node Compile(Query query, TableReader table) => query switch
    {
        ValueQuery value => Value(value, table),
        RangeQuery range => Range(range, table),
        DistanceQuery distance => Distance(distance, table),
        _ => throw new SearchException($"A {query.GetType().Name} looks at no column."),
    };

    /// <summary>The number of a field of some kinds.</summary>
    /// <exception cref="SearchException">There is none with that name, or it is of another kind.</exception>
    public static int FieldOf(TableSchema schema, string name, params ReadOnlySpan<FieldKind> kinds)
    {
        var number = schema.FieldNumber(name);
        if (number < 0)
            throw new SearchException($"There is no field '{name}' in this index.");
        var kind = schema.Fields[number].Kind;
        return kinds.Length == 0 || kinds.Contains(kind) ? number
            : throw new SearchException($"The field '{name}' is of the kind {kind}: this asks for {string.Join(" or ", kinds.ToArray())}.");
    }

    public Node Exists(string field, TableReader table)
    {
        var number = FieldOf(table.Schema, field);
        return table.Schema.Fields[number].Kind switch
        {
            FieldKind.Text => table.TextDocuments(number, meter) is { } documents ? new ListNode(documents) : NoneNode.Instance,
            FieldKind.Keyword or FieldKind.Boolean => Present(table.Column<KeywordColumn>(number)?.Rows),
            FieldKind.Geo => Present(table.Column<GeoColumn>(number)?.Rows),
            _ => Present(table.Column<NumberColumn>(number)?.Rows),
        };
    }

    public static Node Keys(KeyQuery query, Segment segment, int table)
    {
        if (table > 0)
            throw new SearchException("Nested documents have no keys: ask for keys outside of a nested query.");
        var bitmap = BitmapNode.Empty(segment.DocumentCount);
        foreach (var document in query.Keys.Select(segment.Find).Where(document => document >= 0))
            bitmap[document >> 6] |= 1UL << document;
        return new BitmapNode(bitmap);
    }

    public static Node Bias(BiasQuery query, Node inner, TableReader table, WindowBuffers buffers)
    {
        var field = FieldOf(table.Schema, query.Column, FieldKind.Number, FieldKind.Date);
        if (!(query.HalfLife > 0 && query.Weight >= 0))
            throw new SearchException($"A bias needs a half-life above 0 and a weight of 0 or more, not {query.HalfLife} and {query.Weight}.");
        if (table.Column<NumberColumn>(field) is not { } column)
            return inner;
        return new FactorNode(inner, document => (float)(1 + query.Weight * Math.Pow(2, -Nearest(column, document, query.Origin) / query.HalfLife)), (float)(1 + query.Weight), buffers);
    }

    /// <summary>How far the nearest of a document's values is from a number.</summary>
    private static double Nearest(NumberColumn column, int document, double origin)
    {
        var nearest = double.PositiveInfinity;
        for (var number = column.Rows.Of(document, out var end); number < end; number++)
            nearest = Math.Min(nearest, Math.Abs(column.Value(number) - origin));
        return nearest;
    }

    private static Node Present(Rows? rows) => rows is null ? NoneNode.Instance : new PresenceNode(rows);

    private Node Value(ValueQuery query, TableReader table) =>
        Value(table.Column<KeywordColumn>(FieldOf(table.Schema, query.Column, FieldKind.Keyword, FieldKind.Boolean)), query.Values);

    private Node Value(KeywordColumn? column, IReadOnlyList<string> values) =>
        column is null ? NoneNode.Instance
            : Lists(column.Lists, [.. values.Select(value => column.Values.Find(Encoding.UTF8.GetBytes(value))).Where(number => number >= 0).Distinct()], column.Rows);

    private Node Lists(ValueLists lists, List<int> numbers, Rows rows) => numbers.Count == 0 ? NoneNode.Instance : new ValueNode(lists, rows, numbers, meter);

    private Node Range(RangeQuery query, TableReader table)
    {
        if (table.Column<NumberColumn>(FieldOf(table.Schema, query.Column, FieldKind.Number, FieldKind.Date)) is not { } column)
            return NoneNode.Instance;
        var span = column.Span(query.Min ?? double.NegativeInfinity, query.MinIncluded || query.Min is null, query.Max ?? double.PositiveInfinity, query.MaxIncluded || query.Max is null);
        if (span is not var (first, last) || first > last || last < column.Rows.Least || first > column.Rows.Greatest)
            return NoneNode.Instance;
        return new RangeNode(column.Rows, first, last, meter);
    }

    private Node Distance(DistanceQuery query, TableReader table)
    {
        if (table.Column<GeoColumn>(FieldOf(table.Schema, query.Column, FieldKind.Geo)) is not { } column || !(query.Kilometers >= 0))
            return NoneNode.Instance;
        meter.ReadValues(column.Count);
        return Lists(column.Lists, column.Within(query.Center, query.Kilometers), column.Rows);
    }
}
