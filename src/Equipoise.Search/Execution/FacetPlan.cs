using Equipoise.Search.Queries;
using Equipoise.Search.Schema;
using Equipoise.Search.Searching;
using Equipoise.Search.Segments;
using Equipoise.Search.Snapshots;

namespace Equipoise.Search.Execution;

/// <summary>What a request counts. Filters that some facet counts without are kept apart from the query; the others become part of it.</summary>
internal sealed class FacetPlan
{
    private readonly FacetCount[] counts;
    private readonly FacetGroup[] groups;
    private readonly int[] joinable;
    private readonly string joinableName;
    private readonly string[] names;
    private readonly ulong[][] filterBits;
    private readonly int[] documents = GC.AllocateUninitializedArray<int>(Window.Size);

    public FacetPlan(IndexState state, SearchRequest request)
    {
        var apart = request.Filters.Where(filter => request.Facets.Any(facet => string.Equals(facet.WithoutFilter, filter.Name, StringComparison.Ordinal))).ToList();
        var within = request.Filters.Except(apart).Select(filter => filter.Query).ToList();
        Always = within.Count == 0 ? request.Query : new BooleanQuery { Must = [request.Query], Filter = within };
        Filters = apart.ConvertAll(filter => filter.Query);
        names = [.. apart.Select(filter => filter.Name)];
        filterBits = [.. apart.Select(_ => new ulong[Window.Words])];
        var fields = request.Facets.Select(facet => FieldOf(state.Schema, facet)).ToArray();
        counts = [.. request.Facets.Select((facet, number) => Counter(state, facet, fields[number]))];
        groups = [.. request.Facets.Index()
            .GroupBy(facet => names.Contains(facet.Item.WithoutFilter, StringComparer.Ordinal) ? facet.Item.WithoutFilter : null, StringComparer.Ordinal)
            .Select(group => new FacetGroup(group.Key, [.. group.Select(facet => (fields[facet.Index].Table, fields[facet.Index].Field, counts[facet.Index]))]))];
        joinable = [.. counts.Index().Where(count => count.Item is FacetCounter && fields[count.Index].Table == 0).Select(count => fields[count.Index].Field).Distinct().Order()];
        joinableName = TableReader.KindsName(joinable);
    }

    /// <summary>What every hit and every count has to match.</summary>
    public Query Always { get; }

    /// <summary>The filters that not every count has to match.</summary>
    public IReadOnlyList<Query> Filters { get; }

    public void Enter(Segment segment, int number)
    {
        var kinds = joinable.Length > 1 ? segment.Tables[0].Kinds(joinable, joinableName) : null;
        foreach (var group in groups)
            group.Enter(segment, number, kinds);
    }

    /// <summary>Counts the matches of a window, and leaves those that all filters let through.</summary>
    public void Apply(Window window, ulong[] bits, Node[] filters)
    {
        for (var filter = 0; filter < filters.Length; filter++)
        {
            bits.CopyTo(filterBits[filter], 0);
            filters[filter].Narrow(window, filterBits[filter]);
        }

        Span<ulong> counted = stackalloc ulong[Window.Words];
        foreach (var group in groups)
        {
            bits.CopyTo(counted);
            for (var filter = 0; filter < filters.Length; filter++)
            {
                if (group.Heeds(names[filter]))
                    Bits.And(counted, filterBits[filter]);
            }

            group.Add(documents.AsSpan(0, Bits.List(counted, window.Start, documents)));
        }

        foreach (var filter in filterBits)
            Bits.And(bits, filter);
    }

    public void Leave()
    {
        foreach (var group in groups)
            group.Leave();
    }

    /// <summary>Takes over what a plan of the same request has counted elsewhere; both have ended their segments.</summary>
    public void Take(FacetPlan other)
    {
        for (var number = 0; number < counts.Length; number++)
            counts[number].Take(other.counts[number]);
    }

    public IReadOnlyList<Facet> Results() => [.. counts.Select(count => count.Result())];

    private static (int Table, int Field) FieldOf(IndexSchema schema, FacetRequest facet)
    {
        var table = QueryCompiler.TableOf(schema, facet.Path);
        ReadOnlySpan<FieldKind> kinds = facet.Ranges.Count == 0 ? [FieldKind.Keyword, FieldKind.Boolean] : [FieldKind.Number, FieldKind.Date];
        return (table, ColumnCompiler.FieldOf(table == 0 ? schema.Documents : schema.Nested[facet.Path!], facet.Column, kinds));
    }

    private static FacetCount Counter(IndexState state, FacetRequest facet, (int Table, int Field) field) =>
        facet.Ranges.Count > 0 ? new RangeCounter(facet) : new FacetCounter(facet, state.Values(field.Table, field.Field));
}
