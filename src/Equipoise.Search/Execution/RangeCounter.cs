using Equipoise.Search.Columns;
using Equipoise.Search.Searching;
using Equipoise.Search.Segments;

namespace Equipoise.Search.Execution;

/// <summary>Counts ranges of a number or date field over all hits. A hit counts once for each range that one of its values is in.</summary>
internal sealed class RangeCounter(FacetRequest request) : FacetCount
{
    private readonly int[] counts = new int[request.Ranges.Count];
    private readonly double[] from = [.. request.Ranges.Select(range => range.From ?? double.NegativeInfinity)];
    private readonly double[] to = [.. request.Ranges.Select(range => range.To ?? double.PositiveInfinity)];
    private readonly bool[] isIn = new bool[request.Ranges.Count];
    private NumberColumn? column;
    private TableReader? nestedIn;
    private int missing;

    public override void Enter(TableReader table, int segmentNumber, int field)
    {
        column = table.Column<NumberColumn>(field);
        nestedIn = request.Path is null ? null : table;
    }

    public override void Add(ReadOnlySpan<int> documents)
    {
        foreach (var document in documents)
            Add(document);
    }

    public override void Take(FacetCount other)
    {
        var another = (RangeCounter)other;
        for (var range = 0; range < counts.Length; range++)
            counts[range] += another.counts[range];
        missing += another.missing;
    }

    public override void Leave()
    {
    }

    public override Facet Result() =>
        new(request.Name, [.. request.Ranges.Zip(counts, (range, count) => new FacetValue(range.Name, count))], counts.Count(count => count > 0), missing);

    private void Add(int document)
    {
        isIn.AsSpan().Clear();
        var any = false;
        if (nestedIn is null)
        {
            any = Note(document);
        }
        else
        {
            var starts = nestedIn.ChildStarts();
            for (var child = starts[document]; child < starts[document + 1]; child++)
                any |= Note(child);
        }

        missing += any ? 0 : 1;
        for (var range = 0; range < counts.Length; range++)
            counts[range] += isIn[range] ? 1 : 0;
    }

    private bool Note(int row)
    {
        if (column is null)
            return false;
        var first = column.Rows.Of(row, out var end);
        for (var number = first; number < end; number++)
        {
            var value = column.Value(number);
            for (var range = 0; range < isIn.Length; range++)
                isIn[range] |= value >= from[range] && value < to[range];
        }

        return end > first;
    }
}
