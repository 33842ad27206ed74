using System.Globalization;
using System.Security.Cryptography;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Simulated;
using Equipoise.Conduct.Store;
using Equipoise.Registry.Indexing;
using Equipoise.Registry.Samples;
using Equipoise.Registry.Store;
using Equipoise.Storage.Databases;
using Equipoise.Web;
using Equipoise.Web.Conduct;
using Equipoise.Web.Conduct.Demo;
using Microsoft.AspNetCore.Builder;

namespace Equipoise.Demo;

/// <summary>The site of a demo: the whole program on this machine, on a clock of its own.</summary>
internal sealed class DemoSite : IAsyncDisposable
{
    private readonly Database registry;
    private readonly Database conduct;
    private readonly StudyIndex index;

    private DemoSite(Database registry, Database conduct, StudyIndex index, ConductStore store, DemoMode mode, WebApplication site)
    {
        (this.registry, this.conduct, this.index, Store, Mode, Application) = (registry, conduct, index, store, mode, site);
    }

    /// <summary>The data of the trial.</summary>
    public ConductStore Store { get; }

    /// <summary>Its clock and users.</summary>
    public DemoMode Mode { get; }

    /// <summary>Whether the trial was there already: it is looked at again.</summary>
    public bool HasEnded { get; private init; }

    /// <summary>The site of the trial whose staff one may sign in as.</summary>
    public required string FirstSite { get; init; }

    /// <summary>The running site.</summary>
    public WebApplication Application { get; }

    /// <summary>Where it listens.</summary>
    public Uri Address => new(Application.Urls.First());

    /// <summary>What seals the lists of a demo. It is told to everybody: there is nothing to hide.</summary>
    public static SealKey SealKey { get; } = SealKey.Parse(Convert.ToHexStringLower(SHA256.HashData("equipoise demo"u8)));

    /// <summary>Starts the site of a folder.</summary>
    /// <param name="study">The study.</param>
    /// <param name="folder">Where its data lie.</param>
    /// <param name="conduct">The database of the trial; the site disposes of it.</param>
    /// <param name="url">Where it listens.</param>
    /// <param name="begins">What its clock shows at first.</param>
    /// <param name="seed">The seed of the story, from which the randomization lists come.</param>
    /// <param name="firstSite">The site whose staff one may sign in as.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="Equipoise.Storage.StorageException">The data cannot be used, or are not those of a demo.</exception>
    public static async Task<DemoSite> StartAsync(string study, string folder, Database conduct, string url, DateTimeOffset begins, ulong seed, string firstSite, CancellationToken cancellation)
    {
        var clock = new SimulatedClock(begins, TimeProvider.System);
        var store = await ConductStore.OpenAsync(conduct, clock, cancellation);
        // Whoever looks at a demo again finds its clock where it stood.
        string? last = null;
        await new AuditReader(store).ForEachAsync(
            study,
            entry =>
            {
                last = entry.At;
                return Task.CompletedTask;
            },
            cancellation);
        if (last is not null)
            clock.SetTo(DateTimeOffset.Parse(last, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
        var records = Database.Sqlite(Path.Combine(folder, "registry.db"));
        var studies = await RegistryStore.OpenAsync(records, TimeProvider.System, cancellation);
        await studies.ShowSamplesAsync(SampleStudies.All, cancellation);
        var found = await StudyIndex.OpenAsync(Path.Combine(folder, "index"), studies, TimeProvider.System, cancellation);
        await found.FollowAsync(studies, progress: null, cancellation);
        // A trial that was kept may have been played with other sites than the words of this start make up.
        if (last is not null && DemoStaff.SiteOfAnInvestigator(await new AccountStore(store, clock).ListAsync(cancellation)) is { } played)
            firstSite = played;
        var scheme = 0;
        var mode = new DemoMode(clock, DemoStaff.Users(firstSite), DemoStaff.Password, () => SHA256.HashData([.. "equipoise demo list"u8, .. BitConverter.GetBytes(seed), .. BitConverter.GetBytes(++scheme)]));
        var site = Site.Build(studies, found, [url], logRequests: false, new ConductRoom(store, Path.Combine(folder, "keys"), SealKey, mode));
        await site.StartAsync(cancellation);
        return new DemoSite(records, conduct, found, store, mode, site) { HasEnded = last is not null, FirstSite = firstSite };
    }

    public async ValueTask DisposeAsync()
    {
        await Application.DisposeAsync();
        index.Dispose();
        await registry.DisposeAsync();
        await conduct.DisposeAsync();
    }
}
