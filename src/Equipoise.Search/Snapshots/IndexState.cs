using System.Collections.Concurrent;
using Equipoise.Search.Columns;
using Equipoise.Search.Schema;
using Equipoise.Search.Segments;

namespace Equipoise.Search.Snapshots;

/// <summary>What all snapshots of one state share. Its segments are let go when nobody holds it anymore.</summary>
internal sealed class IndexState(long generation, IReadOnlyDictionary<string, string> userData, IndexSchema schema, IReadOnlyList<SegmentView> views, int processors)
{
    private readonly ConcurrentDictionary<(int Table, int Field), Lazy<GlobalValues>> globalValues = new();
    private readonly ConcurrentDictionary<(int Table, int Field), ColumnStatistics> statistics = new();
    private readonly long[] starts = [.. views.Select((_, number) => views.Take(number).Sum(view => (long)view.Segment.DocumentCount))];
    private int holders = 1;

    public long Generation { get; } = generation;

    public IReadOnlyDictionary<string, string> UserData { get; } = userData;

    public IndexSchema Schema { get; } = schema;

    /// <summary>Its segments, each held once for it.</summary>
    public IReadOnlyList<SegmentView> Views { get; } = views;

    /// <summary>How many processors searches may count on.</summary>
    public int Processors { get; } = processors;

    public int DocumentCount { get; } = views.Sum(view => view.LiveCount);

    /// <summary>How many documents, deleted ones among them, stand before a segment.</summary>
    public long Before(int segment) => starts[segment];

    /// <summary>A keyword column's values numbered over all segments, worked out when first needed.</summary>
    public GlobalValues Values(int table, int field) =>
        globalValues.GetOrAdd((table, field), _ => new(() => new GlobalValues([.. Views.Select(view => view.Segment.Tables[table].Column<KeywordColumn>(field))]))).Value;

    /// <summary>What the documents have in a field, worked out when first needed.</summary>
    public ColumnStatistics Statistics(int table, int field) => statistics.GetOrAdd((table, field), _ => FieldStatistics.Of(this, table, field));

    /// <summary>Works out what searches of another state of the same index have asked for, so that the first search of this one need not.</summary>
    public void Prepare(IndexState before)
    {
        var fieldSets = before.Views.SelectMany(view => view.Segment.Tables[0].KindsAskedFor).DistinctBy(TableReader.KindsName, StringComparer.Ordinal).ToList();
        foreach (var segment in Views.Select(view => view.Segment).Except(before.Views.Select(view => view.Segment)))
        {
            foreach (var fields in fieldSets)
                segment.Tables[0].Kinds(fields, TableReader.KindsName(fields));
        }

        foreach (var (table, field) in before.globalValues.Keys)
            Values(table, field);
    }

    /// <summary>Makes a state of segments that others hold too.</summary>
    public static IndexState Hold(long generation, IReadOnlyDictionary<string, string> userData, IndexSchema schema, IReadOnlyList<SegmentView> views, int processors)
    {
        foreach (var view in views)
            view.Segment.TryHold();
        return new IndexState(generation, userData, schema, views, processors);
    }

    /// <summary>Holds it once more.</summary>
    /// <returns>False where it was let go already.</returns>
    public bool TryHold()
    {
        for (var seen = Volatile.Read(ref holders); seen > 0;)
        {
            var before = Interlocked.CompareExchange(ref holders, seen + 1, seen);
            if (before == seen)
                return true;
            seen = before;
        }

        return false;
    }

    /// <summary>Sees to it that nobody has touched the files since they were opened.</summary>
    /// <exception cref="SearchException">One was cut off or altered.</exception>
    public void DemandUnchanged()
    {
        foreach (var view in Views)
            view.Segment.DemandUnchanged();
    }

    public void Release()
    {
        if (Interlocked.Decrement(ref holders) > 0)
            return;
        foreach (var view in Views)
            view.Segment.Release();
    }
}
