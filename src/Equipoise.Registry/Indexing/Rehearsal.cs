using Equipoise.Registry.Store;

namespace Equipoise.Registry.Indexing;

/// <summary>Takes in some of a store's last changes for nothing, so that the first real ones find the program's steps compiled.</summary>
/// <remarks>The steps of a change are many, and their first use takes longer than the work itself: of a thousand changes two thirds of the processor's time.</remarks>
public static class Rehearsal
{
    /// <summary>The fewest changes a store must have had to be worth it: in a smaller one what a search finds is there at once anyway.</summary>
    public const int Worth = 20_000;

    // Once to have each step compiled, and once more to have the frequent ones compiled well.
    private const int Rounds = 2;
    private const int Changes = 250;

    /// <summary>Takes in a few hundred of the last changes of a large store, into an index of its own in a folder for temporary files, which is removed. What the store's own index finds
    /// is not touched.</summary>
    /// <param name="store">The store.</param>
    /// <param name="clock">The clock of the index.</param>
    /// <param name="worth">The fewest changes a store must have had to be worth it.</param>
    /// <param name="cancellation">Gives up; the folder is removed all the same.</param>
    /// <returns>How many changes were taken in; 0 of a store that is too small to be worth it.</returns>
    public static async Task<long> PlayAsync(RegistryStore store, TimeProvider clock, long worth = Worth, CancellationToken cancellation = default)
    {
        var identity = await store.IdentifyAsync(cancellation);
        if (identity.LastChange < worth)
            return 0;
        var taken = 0L;
        for (var round = 0; round < Rounds; round++)
            taken += await PlayOnceAsync(store, identity, clock, cancellation);
        return taken;
    }

    private static async Task<long> PlayOnceAsync(RegistryStore store, StoreIdentity identity, TimeProvider clock, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("equipoise-rehearsal-").FullName;
        try
        {
            var now = FollowedStore.Now(clock);
            using (var begun = StudyIndexFolder.OpenWriter(folder, StudyIndexFolder.Options(clock)))
                begun.Commit(FollowedStore.Remember(identity.StoreId, Math.Max(0, identity.LastChange - Changes), now, now));
            using var index = await StudyIndex.OpenAsync(folder, store, clock, cancellation);
            return await index.FollowAsync(store, progress: null, cancellation);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
