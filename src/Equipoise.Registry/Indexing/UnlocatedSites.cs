using Equipoise.Search.Queries;
using Equipoise.Search.Searching;
using Equipoise.Search.Snapshots;

namespace Equipoise.Registry.Indexing;

/// <summary>Sites that were indexed without a position, although by now some record has told where their city lies.</summary>
internal static class UnlocatedSites
{
    // More than there are anywhere.
    private const int AllPlaces = 10_000_000;
    private const int PlacesAtOnce = 1000;
    private const int StudiesAtOnce = 10_000;

    /// <summary>The ids of the studies that have such sites, by id.</summary>
    public static IReadOnlyList<string> Studies(Snapshot snapshot, Gazetteer places, CancellationToken cancellation)
    {
        var unlocated = new SearchRequest(Without(Query.All)) { Top = 0, Facets = [new FacetRequest(StudyFields.Place) { Path = StudyFields.Locations, Top = AllPlaces }] };
        // A study's located sites are counted here as well; the second question is about those that are not.
        var located = snapshot.Search(unlocated, cancellation).Facets[0].Values.Select(value => value.Value).Where(key => places.Find(Place.FromKey(key)) is not null);
        var ids = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var keys in located.Chunk(PlacesAtOnce))
        {
            var request = new SearchRequest(Without(Query.Value(StudyFields.Place, keys))) { Top = StudiesAtOnce, WithPayloads = false };
            while (request is not null)
            {
                var found = snapshot.Search(request, cancellation);
                ids.UnionWith(found.Hits.Select(hit => hit.Key));
                request = found.Next is { } next ? request with { After = next } : null;
            }
        }

        return [.. ids];
    }

    private static NestedQuery Without(Query where) =>
        new(StudyFields.Locations, new BooleanQuery { Filter = [where], MustNot = [new ExistsQuery("LocationGeoPoint")] });
}
