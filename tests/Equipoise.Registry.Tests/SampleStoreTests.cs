using Equipoise.Registry.Records;
using Equipoise.Registry.Samples;
using Equipoise.Registry.Store;

namespace Equipoise.Registry.Tests;

public sealed class SampleStoreOnSqliteTests() : SampleStoreTests(new SqliteTestDatabase());

public sealed class SampleStoreOnPostgresTests() : SampleStoreTests(new PostgresTestDatabase());

/// <summary>Samples are there until a registry has records of its own.</summary>
public abstract class SampleStoreTests(TestDatabase place) : IAsyncDisposable
{
    private static readonly StudyRecord Sample = StudyRecord.Parse("""{"protocolSection":{"identificationModule":{"nctId":"SYN7","briefTitle":"Sample"}}}""");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_samples_are_exactly_those_of_the_last_start()
    {
        var store = await OpenAsync();

        (await store.ShowSamplesAsync([Sample], Cancellation)).ShouldBe(1);
        (await store.FindAsync(Sample.Id, Cancellation))!.Origin.ShouldBe(StudyOrigin.Sample);
        (await store.ShowSamplesAsync(SampleStudies.All, Cancellation)).ShouldBe(SampleStudies.All.Count);

        (await PresentAsync(store)).ShouldBe(SampleStudies.All.Select(study => study.Id), ignoreOrder: true);
    }

    [Fact]
    public async Task A_sample_that_a_new_version_words_anew_is_replaced()
    {
        var store = await OpenAsync();
        var anew = StudyRecord.Parse("""{"protocolSection":{"identificationModule":{"nctId":"SYN7","briefTitle":"Anew"}}}""");
        await store.ShowSamplesAsync([Sample], Cancellation);

        await store.ShowSamplesAsync([anew], Cancellation);

        (await store.FindAsync(Sample.Id, Cancellation))!.Record.Title.ShouldBe("Anew");
    }

    [Fact]
    public async Task Nodes_that_show_the_samples_at_the_same_time_do_not_collide()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => OpenAsync()));

        await Task.WhenAll(stores.Select(store => store.ShowSamplesAsync(SampleStudies.All, Cancellation)));

        (await PresentAsync(stores[0])).Count.ShouldBe(SampleStudies.All.Count);
    }

    [Fact]
    public async Task Samples_leave_when_none_are_wanted()
    {
        var store = await OpenAsync();
        await store.ShowSamplesAsync(SampleStudies.All, Cancellation);

        (await store.ShowSamplesAsync([], Cancellation)).ShouldBe(0);

        (await PresentAsync(store)).ShouldBeEmpty();
        (await store.LookUpAsync(Sample.Id, Cancellation)).RemovedAt.ShouldBeNull();
    }

    [Fact]
    public async Task The_first_record_of_a_registry_takes_all_samples_away_unless_they_shall_stay()
    {
        var store = await OpenAsync();
        await store.ShowSamplesAsync(SampleStudies.All, Cancellation);

        await store.PutAsync([IncomingStudy.From(Some.Study("NCT00000001", "2024-01-01"))], keepSamples: true, cancellation: Cancellation);
        (await store.SummarizeAsync(Cancellation)).Samples.ShouldBe(SampleStudies.All.Count);

        await store.PutAsync([IncomingStudy.From(Some.Study("NCT00000002", "2024-01-01"))], cancellation: Cancellation);

        (await store.SummarizeAsync(Cancellation)).ShouldBe(new StoreSummary(2, 0, PartialDate.Parse("2024-01-01"), 2 + (2 * SampleStudies.All.Count)));
        (await store.ShowSamplesAsync(SampleStudies.All, Cancellation)).ShouldBe(0);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return place.DisposeAsync();
    }

    private static async Task<IReadOnlyList<StudyId>> PresentAsync(RegistryStore store) =>
        [.. (await store.ChangesAsync(0, 10_000, Cancellation)).Where(change => !change.IsRemoved).Select(change => change.Id)];

    private Task<RegistryStore> OpenAsync() => RegistryStore.OpenAsync(place.Open(), TimeProvider.System, Cancellation);
}
