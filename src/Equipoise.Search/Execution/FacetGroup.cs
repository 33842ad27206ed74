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
    private KindCounter? kindCounter;

    /// <summary>Whether a filter narrows what they count.</summary>
    public bool Heeds(string filter) => !string.Equals(filter, withoutFilter, StringComparison.Ordinal);

    /// <summary>Begins a segment.</summary>
    public void Enter(Segment segment, int number, DocumentKinds? kinds)
    {
        single.Clear();
        joined.Clear();
        foreach (var (table, field, count) in facets)
        {
            if (table == 0 && count is FacetCounter counter && kinds?.Knows(field) == true)
            {
                counter.Enter(number);
                joined.Add((field, counter));
            }
            else
            {
                count.Enter(segment.Tables[table], number, field);
                single.Add(count);
            }
        }

        kindCounter = joined.Count > 0 ? new KindCounter(kinds!, joined) : null;
    }

    /// <summary>Counts some hits.</summary>
    public void Add(ReadOnlySpan<int> documents)
    {
        kindCounter?.Add(documents);
        foreach (var count in single)
            count.Add(documents);
    }

    /// <summary>Ends a segment.</summary>
    public void Leave()
    {
        kindCounter?.Leave();
        foreach (var (_, _, count) in facets)
            count.Leave();
    }
}
