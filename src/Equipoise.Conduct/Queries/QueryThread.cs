namespace Equipoise.Conduct.Queries;

/// <summary>A query with all that was said, the oldest first.</summary>
/// <param name="Query">The query.</param>
/// <param name="Events">Its turns.</param>
public sealed record QueryThread(DataQuery Query, IReadOnlyList<QueryEvent> Events);
