using Equipoise.Search.Searching;
using Equipoise.Search.Segments;

namespace Equipoise.Search.Execution;

/// <summary>A count over all hits, segment by segment.</summary>
internal abstract class FacetCount
{
    /// <summary>Begins a segment.</summary>
    public abstract void Enter(TableReader table, int segmentNumber, int field);

    /// <summary>Counts some hits.</summary>
    public abstract void Add(ReadOnlySpan<int> documents);

    /// <summary>Ends a segment.</summary>
    public abstract void Leave();

    /// <summary>Takes over what another counter of the same facet has counted, of other documents. Both have ended their segments.</summary>
    public abstract void Take(FacetCount other);

    public abstract Facet Result();
}
