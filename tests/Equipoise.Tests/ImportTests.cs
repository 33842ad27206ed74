using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Equipoise.Registry.Records;
using Equipoise.Registry.Samples;
using Equipoise.Registry.Store;

namespace Equipoise.Tests;

public sealed class ImportOnSqliteTests() : ImportTests(new SqliteTestDatabase());

public sealed class ImportOnPostgresTests() : ImportTests(new PostgresTestDatabase());

/// <summary>What <c>equipoise import</c> does, asked of the real program.</summary>
public abstract class ImportTests(TestDatabase place) : IAsyncDisposable
{
    private readonly TemporaryFolder sources = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Good_records_are_in_and_bad_ones_are_named_with_their_place()
    {
        var file = Write("mixed.ndjson", Record(1, "2025-01-01"), "{\"protocolSection\":", Record(2, "2025-01-01"), """{"protocolSection":{"identificationModule":{"nctId":"NCT123456789"}}}""");

        var (exitCode, output, messages) = await ImportAsync(file, "--json");

        exitCode.ShouldBe(1, messages);
        var summary = JsonDocument.Parse(output).RootElement;
        Counts(summary).ShouldBe((4, 2, 0, 0, 2));
        var rejections = summary.GetProperty("rejections").EnumerateArray().ToList();
        rejections.Select(rejection => rejection.GetProperty("position").GetString()).ShouldBe(["line 2", "line 4"]);
        rejections.ShouldAllBe(rejection => rejection.GetProperty("source").GetString()!.EndsWith("mixed.ndjson") && rejection.GetProperty("reason").GetString()!.EndsWith('.'));
        messages.ShouldContain("4 read: 2 new, 0 changed, 0 unchanged, 2 rejected.");
        (await StoredAsync()).Select(study => study.Id).ShouldBe(["NCT00000001", "NCT00000002"]);
    }

    [Fact]
    public async Task A_second_run_changes_nothing()
    {
        var file = Write("two.ndjson", Record(1, "2025-01-01"), Record(2, "2025-01-01"));
        (await ImportAsync(file)).ExitCode.ShouldBe(0);
        var before = await StoredAsync();

        var (exitCode, output, _) = await ImportAsync(file, "--json");

        exitCode.ShouldBe(0);
        Counts(JsonDocument.Parse(output).RootElement).ShouldBe((2, 0, 0, 2, 0));
        (await StoredAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task An_older_record_never_replaces_a_newer_one()
    {
        await ImportAsync(Write("newer.json", Record(1, "2025-06-01", "Newer")));

        var (exitCode, output, _) = await ImportAsync(Write("older.json", Record(1, "2025-05-31", "Older")), "--json");

        exitCode.ShouldBe(0);
        Counts(JsonDocument.Parse(output).RootElement).ShouldBe((1, 0, 0, 1, 0));
        (await (await OpenAsync()).FindAsync(StudyId.Parse("NCT1"), Cancellation))!.Record.Title.ShouldBe("Newer");
    }

    [Fact]
    public async Task Two_records_of_one_study_and_date_that_differ_are_a_contradiction_and_the_first_is_kept()
    {
        var file = Write("twice.ndjson", Record(1, "2025-01-01", "First"), Record(1, "2025-01-01", "Second"), Record(1, "2025-01-02", "Later"), Record(1, "2025-01-02", "Later"));

        for (var run = 0; run < 2; run++)
        {
            var (exitCode, output, _) = await ImportAsync(file, "--json");

            exitCode.ShouldBe(1);
            JsonDocument.Parse(output).RootElement.GetProperty("rejections")[0].GetProperty("reason").GetString()!.ShouldContain("other content: the first one is kept");
            (await (await OpenAsync()).FindAsync(StudyId.Parse("NCT1"), Cancellation))!.Record.Title.ShouldBe("Later");
        }
    }

    [Fact]
    public async Task The_first_import_takes_the_samples_away_unless_they_shall_stay()
    {
        await using (var site = await RunningProgram.ServeAsync(place.ProgramOptions))
            await site.StopAsync();

        await ImportAsync(Write("one.json", Record(1, "2025-01-01")), "--keep-demo");
        (await (await OpenAsync()).SummarizeAsync(Cancellation)).Samples.ShouldBe(SampleStudies.All.Count);

        await ImportAsync(Write("two.json", Record(2, "2025-01-01")));
        (await (await OpenAsync()).SummarizeAsync(Cancellation)).ShouldBe(new StoreSummary(2, 0, PartialDate.Parse("2025-01-01"), 2 + (2 * SampleStudies.All.Count)));
    }

    [Fact]
    public async Task A_complete_source_marks_what_it_does_not_hold_as_removed()
    {
        await ImportAsync(Write("two.ndjson", Record(1, "2025-01-01"), Record(2, "2025-01-01")));

        var (exitCode, _, messages) = await ImportAsync(Write("one.ndjson", Record(2, "2025-01-01")), "--complete");

        exitCode.ShouldBe(0, messages);
        messages.ShouldContain("1 study marked as removed.");
        (await (await OpenAsync()).LookUpAsync(StudyId.Parse("NCT1"), Cancellation)).RemovedAt.ShouldNotBeNull();

        await ImportAsync(Write("bad.ndjson", "{", Record(1, "2025-01-01")), "--complete");
        (await (await OpenAsync()).FindAsync(StudyId.Parse("NCT2"), Cancellation)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_complete_source_that_was_cut_off_between_two_records_removes_nothing()
    {
        await ImportAsync(Write("two.ndjson", Record(1, "2025-01-01"), Record(2, "2025-01-01")));
        using var packed = new MemoryStream();
        int flushed;
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(Record(1, "2025-01-01") + "\n"));
            gzip.Flush();
            flushed = (int)packed.Length;
            gzip.Write(Encoding.UTF8.GetBytes(Record(2, "2025-01-01") + "\n"));
        }

        // What a broken download leaves: the bytes up to the first flush.
        var half = Write("half.ndjson.gz");
        await File.WriteAllBytesAsync(half, packed.ToArray()[..flushed], Cancellation);
        var (exitCode, _, messages) = await ImportAsync(half, "--complete");

        exitCode.ShouldBe(1, messages);
        messages.ShouldContain("The packed data was cut off");
        (await (await OpenAsync()).FindAsync(StudyId.Parse("NCT2"), Cancellation)).ShouldNotBeNull();
    }

    [Fact]
    public async Task An_import_that_was_killed_ends_the_same_when_it_is_run_again()
    {
        const int Studies = 6000;
        var file = Write("many.ndjson", [.. Enumerable.Range(1, Studies).Select(study => Record(study, "2025-01-01", new string((char)('a' + (study % 26)), 400)))]);
        await using (var killed = RunningProgram.Start(["import", file, .. place.ProgramOptions]))
        {
            await OneBatchIsInAsync(killed);
            await killed.KillAsync();
        }

        var half = (await (await OpenAsync()).SummarizeAsync(Cancellation)).Studies;
        var (exitCode, output, _) = await ImportAsync(file, "--json");

        exitCode.ShouldBe(0);
        Counts(JsonDocument.Parse(output).RootElement).ShouldBe((Studies, Studies - (int)half, 0, (int)half, 0));
        half.ShouldBeInRange(1, Studies - 1);
        var stored = await StoredAsync();
        stored.Select(study => study.Change).ShouldBe(Enumerable.Range(1, Studies).Select(change => (long)change));
        stored.Select(study => study.Id).ShouldBe(Enumerable.Range(1, Studies).Select(study => $"NCT{study:D8}"));
    }

    [Fact]
    public async Task A_query_to_a_live_registry_goes_on_where_it_broke_off()
    {
        await using var registry = await RecordedRegistry.StartAsync(failsAfterPages: 1);

        var broken = await ImportAsync("ctgov:head and neck", "--registry", registry.Address);
        broken.ExitCode.ShouldBe(1);
        broken.Messages.ShouldContain("run the same import again to go on from there.");
        (await StoredAsync()).Select(study => study.Id).ShouldBe(["NCT00000001"]);

        registry.Mend();
        var (exitCode, output, messages) = await ImportAsync("ctgov:head and neck", "--registry", registry.Address, "--json");

        exitCode.ShouldBe(0, messages);
        Counts(JsonDocument.Parse(output).RootElement).ShouldBe((1, 1, 0, 0, 0));
        registry.Asked[^1].ShouldContain("pageToken=second");
        (await StoredAsync()).Select(study => study.Id).ShouldBe(["NCT00000001", "NCT00000002"]);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        sources.Dispose();
        await place.DisposeAsync();
    }

    private static string Record(int number, string updated, string title = "A study") =>
        JsonSerializer.Serialize(new
        {
            protocolSection = new
            {
                identificationModule = new { nctId = $"NCT{number:D8}", briefTitle = title },
                statusModule = new { lastUpdatePostDateStruct = new { date = updated } },
            },
        });

    private static (int Read, int New, int Changed, int Unchanged, int Rejected) Counts(JsonElement summary) =>
        (Count(summary, "read"), Count(summary, "new"), Count(summary, "changed"), Count(summary, "unchanged"), Count(summary, "rejected"));

    private static int Count(JsonElement summary, string name) => summary.GetProperty(name).GetInt32();

    private string Write(string name, params string[] lines)
    {
        File.WriteAllLines(sources.PathTo(name), lines);
        return sources.PathTo(name);
    }

    private Task<(int ExitCode, string Output, string Messages)> ImportAsync(params string[] words) =>
        RunningProgram.RunAsync(["import", .. words, .. place.ProgramOptions]);

    private Task<RegistryStore> OpenAsync() => RegistryStore.OpenAsync(place.Open(), TimeProvider.System, Cancellation);

    private async Task<IReadOnlyList<(long Change, string Id)>> StoredAsync() =>
        [.. (await (await OpenAsync()).ChangesAsync(0, 100_000, Cancellation)).Where(change => !change.IsRemoved).Select(change => (change.Number, change.Id.ToString()))];

    private async Task OneBatchIsInAsync(RunningProgram program)
    {
        var store = await OpenAsync();
        while ((await store.SummarizeAsync(Cancellation)).Studies == 0)
            program.HasEnded.ShouldBeFalse("The import ended before it could be killed.");
    }
}
