using Equipoise.Registry.Import.Sources;
using Equipoise.Registry.Import.Storing;
using Equipoise.Registry.Indexing;
using Equipoise.Registry.Samples;
using Equipoise.Registry.Store;

namespace Equipoise.Registry.Tests;

/// <summary>Changes taken in for nothing, before the first real ones come.</summary>
public sealed class RehearsalTests : IAsyncLifetime
{
    private readonly SqliteTestDatabase place = new();
    private readonly TemporaryFolder folder = new();
    private RegistryStore store = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        store = await RegistryStore.OpenAsync(place.Open(), TimeProvider.System, Cancellation);
        await new StudyImport(store).TakeAsync(
            SampleStudies.All.Select((study, number) => ImportItem.Record("samples", new SourcePosition(SourceUnit.Element, number + 1), study.Id, study.Utf8, [])),
            cancellation: Cancellation);
    }

    [Fact]
    public async Task It_takes_in_changes_of_the_store_more_than_once_and_the_index_in_use_stays_as_it_was()
    {
        using var index = await StudyIndex.OpenAsync(folder.PathTo("index"), store, TimeProvider.System, Cancellation);
        await index.FollowAsync(store, cancellation: Cancellation);
        var before = index.State;

        (await Rehearsal.PlayAsync(store, index, TimeProvider.System, worth: 1, Cancellation)).ShouldBeGreaterThan(SampleStudies.All.Count);

        index.State.ShouldBe(before);
    }

    [Fact]
    public async Task A_small_store_is_not_worth_it()
    {
        using var index = await StudyIndex.OpenAsync(folder.PathTo("index"), store, TimeProvider.System, Cancellation);

        (await Rehearsal.PlayAsync(store, index, TimeProvider.System, cancellation: Cancellation)).ShouldBe(0);
    }

    public async ValueTask DisposeAsync()
    {
        await place.DisposeAsync();
        folder.Dispose();
    }
}
