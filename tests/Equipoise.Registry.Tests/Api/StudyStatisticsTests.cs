using System.Text.Json;
using Equipoise.Registry.Api;
using Equipoise.Registry.Api.Statistics;
using Equipoise.Registry.Store;

namespace Equipoise.Registry.Tests.Api;

public sealed class StudyStatisticsTests : IAsyncDisposable
{
    private readonly SqliteTestDatabase place = new();
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_asks_a_large_store_for_its_first_count_is_told_when_to_come_again_and_the_count_goes_on()
    {
        var store = await StoreAsync("NCT00000001");
        // So many that nobody counts them before the one who asks has looked whether they are.
        await store.PutAsync([.. Enumerable.Range(2, 1_999).Select(number => IncomingStudy.From(Some.Study($"NCT{number:D8}", "2025-11-21", "A study")))], cancellation: Cancellation);
        using var statistics = new StudyStatistics(store) { AtOnce = 0, Patience = TimeSpan.Zero };

        var refusal = await Should.ThrowAsync<ApiRefusalException>(() => statistics.SizesAsync(Cancellation));

        refusal.RetryAfter.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
        refusal.Message.ShouldStartWith("The statistics are being counted for the first time: ");
        await statistics.RefreshAsync(Cancellation);
        (await TotalAsync(statistics)).ShouldBe(2_000);
    }

    [Fact]
    public async Task Of_a_large_store_the_last_count_answers_until_it_is_counted_anew()
    {
        var store = await StoreAsync("NCT00000001");
        using var statistics = new StudyStatistics(store) { AtOnce = 0 };
        (await TotalAsync(statistics)).ShouldBe(1);
        await PutAsync(store, "NCT00000002");

        (await TotalAsync(statistics)).ShouldBe(1);
        await statistics.RefreshAsync(Cancellation);
        (await TotalAsync(statistics)).ShouldBe(2);
    }

    [Fact]
    public async Task The_last_count_of_a_large_store_answers_at_once_after_a_restart()
    {
        var store = await StoreAsync("NCT00000001");
        using (var before = new StudyStatistics(store, folder.PathTo("statistics.tsv")) { AtOnce = 0 })
            await before.RefreshAsync(Cancellation);
        await PutAsync(store, "NCT00000002");

        using var after = new StudyStatistics(store, folder.PathTo("statistics.tsv")) { AtOnce = 0, Patience = TimeSpan.Zero };

        (await TotalAsync(after)).ShouldBe(1);
    }

    [Fact]
    public async Task A_small_store_is_counted_when_somebody_asks_after_a_change()
    {
        var store = await StoreAsync("NCT00000001");
        using var statistics = new StudyStatistics(store) { Patience = TimeSpan.Zero };
        (await TotalAsync(statistics)).ShouldBe(1);
        await PutAsync(store, "NCT00000002");

        (await TotalAsync(statistics)).ShouldBe(2);
    }

    [Fact]
    public async Task Statistics_do_not_depend_on_the_order_in_which_studies_were_stored()
    {
        // Of two titles as long as each other that of the lower id is told.
        var store = await StoreAsync("NCT00000007", "Title of seven");
        await PutAsync(store, "NCT00000002", "Title of a two");
        await PutAsync(store, "NCT00000005", "Title of five!");
        using var statistics = new StudyStatistics(store);

        using var values = JsonDocument.Parse(await statistics.ValuesAsync(kinds: null, ["BriefTitle"], Cancellation));

        values.RootElement[0].GetProperty("longest").GetProperty("nctId").GetString().ShouldBe("NCT00000002");
        values.RootElement[0].GetProperty("uniqueValuesCount").GetInt32().ShouldBe(3);
    }

    public async ValueTask DisposeAsync()
    {
        folder.Dispose();
        await place.DisposeAsync();
    }

    private async Task<RegistryStore> StoreAsync(string id, string title = "A study")
    {
        var store = await RegistryStore.OpenAsync(place.Open(), TimeProvider.System, Cancellation);
        await PutAsync(store, id, title);
        return store;
    }

    private static Task PutAsync(RegistryStore store, string id, string title = "A study") =>
        store.PutAsync([IncomingStudy.From(Some.Study(id, "2025-11-21", title))], cancellation: Cancellation);

    private static async Task<int> TotalAsync(StudyStatistics statistics)
    {
        using var sizes = JsonDocument.Parse(await statistics.SizesAsync(Cancellation));
        return sizes.RootElement.GetProperty("totalStudies").GetInt32();
    }
}
