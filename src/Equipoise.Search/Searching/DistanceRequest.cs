using Equipoise.Search.Documents;
using Equipoise.Search.Queries;

namespace Equipoise.Search.Searching;

/// <summary>The distance from a place to a document's nearest point, in kilometers.</summary>
/// <param name="Column">A geo field, of the documents or of the nested table that <see cref="Path"/> names.</param>
/// <param name="Origin">The place.</param>
public sealed record DistanceRequest(string Column, GeoPoint Origin)
{
    /// <summary>The kind of nested document whose points count, or null for the document's own.</summary>
    public string? Path { get; init; }

    /// <summary>Which nested documents count, or null for all.</summary>
    public Query? Where { get; init; }
}
