using System.Security.Cryptography;
using Equipoise.Registry.Import.Sources;
using Equipoise.Registry.Import.Storing;
using Equipoise.Registry.Indexing;
using Equipoise.Registry.Samples;
using Equipoise.Registry.Store;
using Equipoise.Search;

namespace Equipoise.Registry.Tests;

/// <summary>An index that is filled while an import goes on.</summary>
public sealed class StudyHandoverTests : IAsyncLifetime
{
    private readonly SqliteTestDatabase place = new();
    private readonly TemporaryFolder folder = new();
    private RegistryStore store = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // More than one batch of an import.
    private static List<ImportItem> Items { get; } = [.. SampleStudies.All.Select((study, number) => ImportItem.Record("samples", new SourcePosition(SourceUnit.Element, number + 1), study.Id, study.Utf8, []))];

    public async ValueTask InitializeAsync() => store = await RegistryStore.OpenAsync(place.Open(), TimeProvider.System, Cancellation);

    [Fact]
    public async Task It_becomes_the_same_bytes_as_one_that_follows_when_all_is_stored()
    {
        using (var handover = new StudyHandover(store, OpenAsync("handed")))
        {
            await new StudyImport(store, handover: handover).TakeAsync(Items, cancellation: Cancellation);
            (await handover.EndAsync()).ShouldBeTrue();
        }

        using (var later = await OpenAsync("later")(Cancellation))
            await later.FollowAsync(store, cancellation: Cancellation);

        Files("handed").ShouldNotBeEmpty();
        Files("handed").ShouldBe(Files("later"));
    }

    [Fact]
    public async Task It_has_what_others_stored_before_between_and_after()
    {
        await store.PutAsync([IncomingStudy.From(Some.Study("NCT00000001", "2024-01-01"))], cancellation: Cancellation);
        using (var handover = new StudyHandover(store, OpenAsync("handed")))
        {
            var import = new StudyImport(store, handover: handover);
            await import.TakeAsync(Items[..100], cancellation: Cancellation);
            await store.PutAsync([IncomingStudy.From(Some.Study("NCT00000001", "2024-01-02")), IncomingStudy.From(Some.Study("NCT00000002", "2024-01-01"))], cancellation: Cancellation);
            await store.RemoveAsync([Items[0].Id!], Cancellation);
            await import.TakeAsync(Items[100..], cancellation: Cancellation);
            await store.PutAsync([IncomingStudy.From(Some.Study("NCT00000003", "2024-01-01"))], cancellation: Cancellation);
            await handover.EndAsync();
        }

        using var index = await OpenAsync("handed")(Cancellation);
        (await index.CompareAsync(store, Cancellation)).ShouldSatisfyAllConditions(
            check => check.IsWhole.ShouldBeTrue(),
            check => check.Studies.ShouldBe(Items.Count + 2),
            check => check.Behind.ShouldBe(0));
    }

    [Fact]
    public async Task It_loses_nothing_where_it_stops_before_it_has_committed()
    {
        using (var handover = new StudyHandover(store, OpenAsync("handed")))
            await new StudyImport(store, handover: handover).TakeAsync(Items, cancellation: Cancellation);

        using var index = await OpenAsync("handed")(Cancellation);
        await index.FollowAsync(store, cancellation: Cancellation);
        (await index.CompareAsync(store, Cancellation)).IsWhole.ShouldBeTrue();
    }

    [Fact]
    public async Task Studies_are_stored_though_it_fails()
    {
        using var handover = new StudyHandover(store, _ => throw new SearchException("The disk is full."));
        var import = new StudyImport(store, handover: handover);

        await import.TakeAsync(Items, cancellation: Cancellation);

        import.Summary.New.ShouldBe(Items.Count);
        (await Should.ThrowAsync<SearchException>(handover.EndAsync)).Message.ShouldBe("The disk is full.");
    }

    [Fact]
    public async Task It_is_not_made_where_nothing_is_stored()
    {
        using var handover = new StudyHandover(store, OpenAsync("handed"));
        await new StudyImport(store, handover: handover).TakeAsync([], cancellation: Cancellation);

        (await handover.EndAsync()).ShouldBeFalse();
        Directory.Exists(folder.PathTo("handed")).ShouldBeFalse();
    }

    public async ValueTask DisposeAsync()
    {
        await place.DisposeAsync();
        folder.Dispose();
    }

    private Func<CancellationToken, Task<StudyIndex>> OpenAsync(string name) => stop => StudyIndex.OpenAsync(folder.PathTo(name), store, TimeProvider.System, stop);

    private List<string> Files(string name) =>
        [.. Directory.GetFiles(folder.PathTo(name), "segment-*").Order(StringComparer.Ordinal).Select(file => $"{Path.GetFileName(file)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}")];
}
