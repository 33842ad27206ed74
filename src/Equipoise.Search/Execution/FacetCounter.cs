using Equipoise.Search.Columns;
using Equipoise.Search.Searching;
using Equipoise.Search.Segments;
using Equipoise.Search.Snapshots;

namespace Equipoise.Search.Execution;

/// <summary>Counts the values of a keyword field over all hits.</summary>
internal sealed class FacetCounter(FacetRequest request, GlobalValues global) : FacetCount
{
    private readonly int[] counts = new int[global.Count];
    private int missing;
    private KeywordColumn? column;
    private TableReader? nestedIn;
    private int[] local = [];
    private int[] lastParent = [];
    private int segment;

    public override void Enter(TableReader table, int segmentNumber, int field)
    {
        segment = segmentNumber;
        column = table.Column<KeywordColumn>(field);
        nestedIn = request.Path is null ? null : table;
        local = [];
    }

    /// <summary>Begins a segment whose hits are counted elsewhere.</summary>
    public void Enter(int segmentNumber)
    {
        segment = segmentNumber;
        local = [];
    }

    public override void Add(ReadOnlySpan<int> documents)
    {
        if (column is null)
        {
            missing += documents.Length;
            return;
        }

        if (local.Length == 0)
            Begin(column);
        if (nestedIn is not null)
            AddNested(column.Rows, nestedIn.ChildStarts(), documents);
        else if (column.Rows.IsPlain && column.Rows.Width == 1)
            AddBytes(column.Rows, documents);
        else
            AddOwn(column.Rows, documents);
    }

    /// <summary>Takes counts that were made elsewhere: of the segment's values in their order, and behind them of hits without one.</summary>
    public void Take(ReadOnlySpan<int> ofValues)
    {
        AddCounts(ofValues[..^1]);
        missing += ofValues[^1];
    }

    public override void Take(FacetCount other)
    {
        var from = (FacetCounter)other;
        for (var number = 0; number < counts.Length; number++)
            counts[number] += from.counts[number];
        missing += from.missing;
    }

    public override void Leave() => AddCounts(local);

    public override Facet Result()
    {
        // The most frequent first; values are numbered in their order.
        var present = new List<long>();
        for (var number = 0; number < counts.Length; number++)
        {
            if (counts[number] > 0)
                present.Add((long)int.MaxValue - counts[number] << 32 | (uint)number);
        }

        present.Sort();
        var top = present.Take(request.Top).Select(each => (int)each);
        return new Facet(request.Name, [.. top.Select(number => new FacetValue(global.Text(number), counts[number]))], present.Count, missing);
    }

    private void Begin(KeywordColumn of)
    {
        local = new int[of.Values.Count];
        lastParent = nestedIn is null ? [] : new int[local.Length];
    }

    private void AddCounts(ReadOnlySpan<int> ofValues)
    {
        var numbers = global.OfSegment[segment];
        for (var number = 0; number < ofValues.Length; number++)
            counts[numbers[number]] += ofValues[number];
    }

    private unsafe void AddBytes(Rows rows, ReadOnlySpan<int> documents)
    {
        var values = rows.Raw;
        var counted = local.AsSpan((int)rows.Least);
        foreach (var document in documents)
            counted[values[document]]++;
    }

    private void AddOwn(Rows rows, ReadOnlySpan<int> documents)
    {
        var counted = local;
        foreach (var document in documents)
        {
            var number = rows.Of(document, out var end);
            if (number == end)
                missing++;
            for (; number < end; number++)
                counted[rows.Value(number)]++;
        }
    }

    private void AddNested(Rows rows, ReadOnlySpan<int> starts, ReadOnlySpan<int> documents)
    {
        foreach (var document in documents)
        {
            var any = false;
            for (var child = starts[document]; child < starts[document + 1]; child++)
            {
                for (var number = rows.Of(child, out var end); number < end; number++)
                {
                    any = true;
                    var value = rows.Value(number);
                    if (lastParent[value] == document + 1)
                        continue;
                    lastParent[value] = document + 1;
                    local[value]++;
                }
            }

            missing += any ? 0 : 1;
        }
    }
}
