using Equipoise.Registry.Indexing;
using Equipoise.Registry.Store;
using Equipoise.Web.Studies.Published;
using Microsoft.Extensions.Caching.Memory;

namespace Equipoise.Web.Studies.Kept;

/// <summary>Pages of studies as they were sent last, so that a page asked for again need not be made again. Each is used only while
/// everything it was made of is as it was, so that nobody can tell a kept page from a new one.</summary>
internal sealed class KeptPages(RegistryStore registry, StudyIndex index, PublishedStates published) : IDisposable
{
    // Room for about three thousand pages, as small as they are sent.
    private const long MostBytes = 24L * 1024 * 1024;

    // What a page takes beside its bytes: its key, its names, its place in the table.
    private const long Overhead = 1024;

    // A page of a very large record would push out hundreds of others.
    private const long LargestBytes = MostBytes / 64;

    private static readonly TimeSpan Unasked = TimeSpan.FromMinutes(20);

    private readonly MemoryCache pages = new(new MemoryCacheOptions { SizeLimit = MostBytes, CompactionPercentage = 0.1 });

    /// <summary>The state of the store, the index and what sponsors published at this moment: one short read.</summary>
    /// <exception cref="Equipoise.Storage.StorageException">The store cannot be read.</exception>
    public async Task<SourceState> StateAsync(CancellationToken cancellation)
    {
        var store = await registry.IdentifyAsync(cancellation);
        var version = await published.VersionAsync(cancellation);
        using var snapshot = index.Acquire();
        return new SourceState(store.StoreId, store.LastChange, StudyIndex.NameOf(snapshot), snapshot.Generation, version);
    }

    /// <summary>The page that was kept under a name, in whatever state it was made; null where none is.</summary>
    public KeptPage? Find(string name) => pages.Get<KeptPage>(name);

    /// <summary>Keeps a page, in the place of the one of that name; others that nobody asked for lately make room.</summary>
    public void Keep(string name, KeptPage page)
    {
        if (page.Body.Bytes.Length <= LargestBytes)
            pages.Set(name, page, new MemoryCacheEntryOptions { Size = page.Body.Bytes.Length + Overhead, SlidingExpiration = Unasked });
    }

    public void Dispose() => pages.Dispose();
}
