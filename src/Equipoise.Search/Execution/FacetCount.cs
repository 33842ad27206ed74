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

    /// <summary>Takes over what another counter has counted of the same facet in this segment.</summary>
    public abstract void Take(FacetCount other);

    /// <summary>Ends a segment.</summary>
    public abstract void Leave();

    public abstract Facet Result();
}
