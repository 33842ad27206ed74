using Equipoise.Registry.Finding;
using Equipoise.Registry.Store;
using Equipoise.Search.Queries;
using Equipoise.Search.Searching;

namespace Equipoise.Registry.Indexing;

/// <summary>Takes in some of a store's last changes for nothing, so that the first real ones find the program's steps compiled.</summary>
/// <remarks>The steps of a change are many, and their first use takes longer than the work itself: of a thousand changes two thirds of the processor's time.</remarks>
public static class Rehearsal
{
    /// <summary>The fewest changes a store must have had to be worth it: in a smaller one what a search finds is there at once anyway.</summary>
    public const int Worth = 20_000;

    // As many as may come in an hour: what they grow is handed to the index in use.
    private const int Changes = 1000;

    // The first time documents are added, then fewer and fewer of them replaced: in segments that hold others too, and in the end in one so small that it is merged.
    private static readonly int[] Again = [500, 250, 250];

    // The runtime compiles well what runs often, but not before nothing new has run for a tenth of a second.
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(300);

    /// <summary>Takes in some of the last changes of a large store, into an index of its own in a folder for temporary files, which is removed, and asks it questions between. What the
    /// store's own index finds is not touched; it gets the buffers that the changes have grown.</summary>
    /// <param name="store">The store.</param>
    /// <param name="inUse">The store's own index.</param>
    /// <param name="clock">The clock of the index.</param>
    /// <param name="worth">The fewest changes a store must have had to be worth it.</param>
    /// <param name="cancellation">Gives up; the folder is removed all the same.</param>
    /// <returns>How many changes were taken in; 0 of a store that is too small to be worth it.</returns>
    public static async Task<long> PlayAsync(RegistryStore store, StudyIndex inUse, TimeProvider clock, long worth = Worth, CancellationToken cancellation = default)
    {
        var identity = await store.IdentifyAsync(cancellation);
        if (identity.LastChange < worth)
            return 0;
        var folder = Directory.CreateTempSubdirectory("equipoise-rehearsal-").FullName;
        try
        {
            var now = FollowedStore.Now(clock);
            using (var begun = StudyIndexFolder.OpenWriter(folder, StudyIndexFolder.Options(clock)))
                begun.Commit(FollowedStore.Remember(identity.StoreId, Math.Max(1, identity.LastChange - Changes), now, now));
            using var index = await StudyIndex.OpenAsync(folder, store, clock, cancellation);
            var taken = await index.FollowAsync(store, progress: null, cancellation);
            Search(index);
            foreach (var changes in Again)
            {
                await Task.Delay(Settling, cancellation);
                index.ForgetLast(identity.StoreId, changes);
                taken += await index.FollowAsync(store, progress: null, cancellation);
                Search(index);
            }

            index.GiveRoomTo(inUse);
            return taken;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // What the next state of an index is prepared for is what was asked of the one before; a state with deleted documents is read in other ways than one without.
    private static void Search(StudyIndex index)
    {
        using var snapshot = index.Acquire();
        foreach (var sort in (SortKey[][])[[], [SortKey.By("LastUpdatePostDate", descending: true)]])
        {
            var request = new SearchRequest(Query.Words("BasicSearch", "study")) { Facets = FinderFacet.Requests, Sort = sort };
            snapshot.Search(request with { After = snapshot.Search(request).Next });
        }
    }
}
