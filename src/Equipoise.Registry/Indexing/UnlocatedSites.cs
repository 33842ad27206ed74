using System.Runtime.CompilerServices;
using Equipoise.Registry.Records;
using Equipoise.Registry.Store;
using Equipoise.Search.Documents;
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
    private const int StudiesRead = 96;

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

    /// <summary>What is to be found of some studies, with the positions that are known by now. Each is to be taken before the next is asked for.</summary>
    public static async IAsyncEnumerable<(string Id, Document Document)> EntriesAsync(
        IReadOnlyList<string> ids, RegistryStore store, LearnedNames learned, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var entry = new StudyEntry();
        foreach (var batch in ids.Chunk(StudiesRead))
        {
            foreach (var study in await store.FindAllAsync([.. batch.Select(StudyId.Parse)], cancellation))
            {
                entry.Fill(study, learned, teaches: false);
                yield return (study.Record.Id.ToString(), entry.Document);
                study.Record.Release();
            }
        }
    }

    private static NestedQuery Without(Query where) =>
        new(StudyFields.Locations, new BooleanQuery { Filter = [where], MustNot = [new ExistsQuery("LocationGeoPoint")] });
}
