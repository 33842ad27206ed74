using Equipoise.Registry.Finding;
using Equipoise.Registry.Indexing;
using Equipoise.Registry.Records;
using Equipoise.Registry.Store;
using Equipoise.Search;

namespace Equipoise.Registry.Tests;

/// <summary>What befalls the folder of an index that a site follows the store with.</summary>
public sealed class IndexFaultTests : IAsyncLifetime
{
    private readonly SqliteTestDatabase place = new();
    private readonly TemporaryFolder folder = new();
    private readonly WatchedClock clock = new();
    private RegistryStore store = null!;
    private StudyIndex index = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string IndexFolder => folder.PathTo("index");

    public async ValueTask InitializeAsync()
    {
        store = await RegistryStore.OpenAsync(place.Open(), TimeProvider.System, Cancellation);
        index = await StudyIndex.OpenAsync(IndexFolder, store, clock, Cancellation);
        await PutAsync(1);
        await index.FollowAsync(store, cancellation: Cancellation);
    }

    [Fact]
    public async Task A_deleted_folder_is_named_and_a_rebuild_brings_everything_back()
    {
        Directory.Delete(IndexFolder, recursive: true);

        var failure = await Should.ThrowAsync<SearchException>(() => index.FollowAsync(store, cancellation: Cancellation));
        await index.RebuildAsync(store, Cancellation);

        (failure.IsDamage, failure.Message).ShouldBe((true, $"The index in {IndexFolder} was deleted: build it again."));
        Find().ShouldBe(1);
        await PutAsync(2);
        await index.FollowAsync(store, cancellation: Cancellation);
        Find().ShouldBe(2);
    }

    [Fact]
    public async Task An_index_that_holds_nothing_yet_of_a_store_with_studies_finds_nothing_rather_than_no_studies()
    {
        using var later = await StudyIndex.OpenAsync(folder.PathTo("later"), store, clock, Cancellation);
        var finder = new Finder(later);

        var failure = Should.Throw<SearchException>(() => finder.Count(new FinderQuery(), Cancellation));
        var wasBuilt = later.IsBuilt;
        await later.FollowAsync(store, cancellation: Cancellation);

        (failure.IsDamage, failure.IsFirstBuild, wasBuilt).ShouldBe((true, true, false));
        later.IsBuilt.ShouldBeTrue();
        finder.Count(new FinderQuery(), Cancellation).ShouldBe(1);
    }

    [Fact]
    public async Task A_rebuild_that_breaks_off_is_begun_again_and_searches_find_the_old_until_then()
    {
        using var stop = new CancellationTokenSource();
        clock.OnLook = stop.Cancel;
        await Should.ThrowAsync<OperationCanceledException>(() => index.RebuildAsync(store, stop.Token));
        clock.OnLook = () => { };

        Find().ShouldBe(1);
        (await Should.ThrowAsync<SearchException>(() => index.FollowAsync(store, cancellation: Cancellation))).IsDamage.ShouldBeTrue();
        await index.RebuildAsync(store, Cancellation);
        await index.FollowAsync(store, cancellation: Cancellation);
        Find().ShouldBe(1);
    }

    [Fact]
    public async Task An_index_that_is_let_go_while_it_takes_in_changes_ends_that_first_and_without_a_fault()
    {
        await PutAsync(2);
        var letGo = new Thread(index.Dispose);
        clock.OnLook = () =>
        {
            clock.OnLook = () => { };
            letGo.Start();
            SpinWait.SpinUntil(() => letGo.ThreadState is ThreadState.WaitSleepJoin or ThreadState.Stopped);
        };

        var following = index.FollowAsync(store, cancellation: Cancellation);
        await following.ContinueWith(_ => { }, Cancellation, TaskContinuationOptions.None, TaskScheduler.Default);
        letGo.Join();

        (following.Exception?.InnerException).ShouldBeNull();
        using var reopened = await StudyIndex.OpenAsync(IndexFolder, store, TimeProvider.System, Cancellation);
        await reopened.FollowAsync(store, cancellation: Cancellation);
        new Finder(reopened).Count(new FinderQuery(), Cancellation).ShouldBe(2);
    }

    [Fact]
    public async Task A_full_disk_is_a_sentence_and_the_index_goes_on_when_there_is_room()
    {
        if (!File.Exists("/dev/full"))
            Assert.Skip("This system has no device that is always full.");
        await PutAsync(2);
        var full = Path.Combine(IndexFolder, "places.tsv");
        File.Delete(full);
        File.CreateSymbolicLink(full, "/dev/full");

        var failure = await Should.ThrowAsync<SearchException>(() => index.FollowAsync(store, cancellation: Cancellation));

        failure.IsDamage.ShouldBeFalse();
        failure.Message.ShouldBe($"The disk is full where the index lies ({IndexFolder}): make room. The records are safe, and the index goes on from its last commit.");
        Find().ShouldBe(1);
        File.Delete(full);
        await index.FollowAsync(store, cancellation: Cancellation);
        Find().ShouldBe(2);
    }

    public async ValueTask DisposeAsync()
    {
        index.Dispose();
        folder.Dispose();
        await place.DisposeAsync();
    }

    private Task PutAsync(int number) =>
        store.PutAsync([IncomingStudy.From(Study(number))], cancellation: Cancellation);

    // Its place is written down beside the index.
    private static StudyRecord Study(int number) => StudyRecord.Parse(
        $$$$"""{"protocolSection":{"identificationModule":{"nctId":"NCT{{{{number:D8}}}}","briefTitle":"A study"},"contactsLocationsModule":{"locations":[{"city":"Lyon","country":"France","geoPoint":{"lat":45.75,"lon":4.85}}]}}}""");

    private int Find() => new Finder(index).Count(new FinderQuery(), Cancellation);

    /// <summary>A clock that tells when it is looked at: a new index is stamped with its time.</summary>
    private sealed class WatchedClock : TimeProvider
    {
        public Action OnLook { get; set; } = () => { };

        public override DateTimeOffset GetUtcNow()
        {
            OnLook();
            return base.GetUtcNow();
        }
    }
}
