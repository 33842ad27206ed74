using Equipoise.Registry.Records;
using Equipoise.Registry.Samples;
using Equipoise.Registry.Store;
using Equipoise.Storage.Databases;

namespace Equipoise.Registry.Tests;

public sealed class RegistryStoreOnSqliteTests() : RegistryStoreTests(new SqliteTestDatabase());

public sealed class RegistryStoreOnPostgresTests() : RegistryStoreTests(new PostgresTestDatabase());

public abstract class RegistryStoreTests(TestDatabase place) : IAsyncDisposable
{
    private static readonly StudyRecord Some = StudyRecord.Parse("""{"protocolSection":{"identificationModule":{"nctId":"SYN7","briefTitle":"Añadir ≥ 5 ✓"}}}""");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_store_is_empty()
    {
        var store = await OpenAsync();

        (await store.ListAsync(Cancellation)).Studies.ShouldBeEmpty();
        (await store.FindAsync(Some.Id, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task A_sample_comes_back_letter_by_letter_and_says_that_it_is_one()
    {
        await (await OpenAsync()).ShowSamplesAsync([Some], Cancellation);

        var found = (await (await OpenAsync()).FindAsync(Some.Id, Cancellation)).ShouldNotBeNull();

        found.Record.Json.ShouldBe(Some.Json);
        found.Origin.ShouldBe(StudyOrigin.Sample);
    }

    [Fact]
    public async Task The_samples_are_exactly_those_of_the_last_start()
    {
        var store = await OpenAsync();

        (await store.ShowSamplesAsync([Some], Cancellation)).ShouldBe(1);
        (await store.ShowSamplesAsync(SampleStudies.All, Cancellation)).ShouldBe(SampleStudies.All.Count);

        (await store.ListAsync(Cancellation)).Studies.Select(study => study.Record.Id).ShouldBe(SampleStudies.All.Select(study => study.Id));
    }

    [Fact]
    public async Task A_sample_that_a_new_version_words_anew_is_replaced()
    {
        var store = await OpenAsync();
        var anew = StudyRecord.Parse("""{"protocolSection":{"identificationModule":{"nctId":"SYN7","briefTitle":"Anew"}}}""");
        await store.ShowSamplesAsync([Some], Cancellation);

        await store.ShowSamplesAsync([anew], Cancellation);

        (await store.ListAsync(Cancellation)).Studies.ShouldHaveSingleItem().Record.Title.ShouldBe("Anew");
    }

    [Fact]
    public async Task Nodes_that_show_the_samples_at_the_same_time_do_not_collide()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => OpenAsync()));

        await Task.WhenAll(stores.Select(store => store.ShowSamplesAsync(SampleStudies.All, Cancellation)));

        (await stores[0].ListAsync(Cancellation)).Studies.Count.ShouldBe(SampleStudies.All.Count);
    }

    [Fact]
    public async Task Samples_leave_when_none_are_wanted()
    {
        var store = await OpenAsync();
        await store.ShowSamplesAsync(SampleStudies.All, Cancellation);

        (await store.ShowSamplesAsync([], Cancellation)).ShouldBe(0);

        (await store.ListAsync(Cancellation)).Studies.ShouldBeEmpty();
    }

    [Fact]
    public async Task Samples_never_stand_beside_records_of_a_registry()
    {
        var store = await OpenAsync();
        await store.ShowSamplesAsync([Some], Cancellation);
        await place.Open().WriteAsync(
            transaction => transaction.ExecuteAsync(
                "insert into study (study_id, origin, record) values (@id, 'registry', @json)",
                new { id = "NCT00000001", json = """{"protocolSection":{"identificationModule":{"nctId":"NCT00000001"}}}""" }),
            Cancellation);

        (await store.ShowSamplesAsync(SampleStudies.All, Cancellation)).ShouldBe(0);

        (await store.ListAsync(Cancellation)).Studies.ShouldHaveSingleItem().Origin.ShouldBe(StudyOrigin.Registry);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return place.DisposeAsync();
    }

    private Task<RegistryStore> OpenAsync() => RegistryStore.OpenAsync(place.Open(), TimeProvider.System, Cancellation);
}
