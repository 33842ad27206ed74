namespace Equipoise.Registry.Api.Searching;

/// <summary>One page of the studies found.</summary>
/// <param name="Ids">The studies, in their order.</param>
/// <param name="Total">How many there are in all; null where the request did not ask, or is not for the first page.</param>
/// <param name="NextPageToken">Where the next page begins; null on the last.</param>
public sealed record StudyPage(IReadOnlyList<string> Ids, int? Total, string? NextPageToken);
