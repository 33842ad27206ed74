using Equipoise.Search.Searching;
using Equipoise.Search.Segments;

namespace Equipoise.Search.Execution;

/// <summary>A count over all hits, segment by segment.</summary>
internal abstract class FacetCount
{
    /// <summary>Begins a segment.</summary>
    public abstract void Enter(TableReader table, int segmentNumber, int field);

    /// <summary>Counts the hits of a window.</summary>
    public abstract void Add(Window window, ReadOnlySpan<ulong> bits);

    /// <summary>Ends a segment.</summary>
    public abstract void Leave();

    public abstract Facet Result();
}
