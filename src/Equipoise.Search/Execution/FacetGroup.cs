using Equipoise.Search.Columns;
using Equipoise.Search.Segments;

namespace Equipoise.Search.Execution;

/// <summary>The facets that count the same documents.</summary>
/// <param name="withoutFilter">The filter that they count without, or null.</param>
/// <param name="facets">The facets, each with its table and field.</param>
internal sealed class FacetGroup(string? withoutFilter, IReadOnlyList<(int Table, int Field, FacetCount Count)> facets)
{
    private readonly List<FacetCount> single = [];
    private readonly List<(int Field, FacetCounter Counter)> joined = [];
    private readonly List<KindCounter> counters = [];

    /// <summary>Whether a filter narrows what they count.</summary>
    public bool Heeds(string filter) => !string.Equals(filter, withoutFilter, StringComparison.Ordinal);

    /// <summary>Begins a segment.</summary>
    public void Enter(Segment segment, int number, IReadOnlyList<DocumentKinds> kinds)
    {
        single.Clear();
        joined.Clear();
        counters.Clear();
        foreach (var (table, field, count) in facets)
        {
            count.Enter(segment.Tables[table], number, field);
            if (table == 0 && count is FacetCounter counter && kinds.Any(each => each.Fields.Contains(field)))
                joined.Add((field, counter));
            else
                single.Add(count);
        }

        foreach (var each in kinds)
        {
            if (joined.Exists(facet => each.Fields.Contains(facet.Field)))
                counters.Add(new KindCounter(each));
        }
    }

    /// <summary>Counts some hits.</summary>
    public void Add(ReadOnlySpan<int> documents)
    {
        foreach (var counter in counters)
            counter.Add(documents);
        foreach (var count in single)
            count.Add(documents);
    }

    /// <summary>Ends a segment.</summary>
    public void Leave()
    {
        foreach (var counter in counters)
            counter.Leave(joined);
        foreach (var (_, _, count) in facets)
            count.Leave();
    }
}
