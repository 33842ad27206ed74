using Equipoise.Search.Queries;

namespace Equipoise.Search.Searching;

/// <summary>A condition with a name, so that a facet can count as if it were not there.</summary>
/// <param name="Name">The name; several filters may share one.</param>
/// <param name="Query">The condition.</param>
public sealed record NamedFilter(string Name, Query Query);
