using Equipoise.Search.Queries;
using Equipoise.Search.Searching;
using Equipoise.Search.Snapshots;

namespace Equipoise.Search.Tests;

/// <summary>Searches that end with their test.</summary>
internal static class Asking
{
    public static SearchResult Ask(this Snapshot snapshot, SearchRequest request) => snapshot.Search(request, TestContext.Current.CancellationToken);

    public static SearchResult Ask(this Snapshot snapshot, Query query) => snapshot.Ask(new SearchRequest(query) { Top = 100 });

    public static int HowMany(this Snapshot snapshot, Query query) => snapshot.Count(query, TestContext.Current.CancellationToken);

    /// <summary>The keys of the hits, best first, with blanks between.</summary>
    public static string KeysOf(this Snapshot snapshot, Query query) => string.Join(' ', snapshot.Ask(query).Hits.Select(hit => hit.Key));
}
