using System.Diagnostics;
using Equipoise.Storage.Databases;

namespace Equipoise.Tests;

/// <summary>What an import does for the search index, asked of the real program.</summary>
public sealed class ImportedIndexTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task The_first_import_into_a_folder_fills_the_index()
    {
        (await RunAsync("import", Write(1, 2))).Messages.ShouldContain("The search index holds them.");

        (await RunAsync("index", "check")).Messages.ShouldContain("The index holds all 2 studies of the store and no other.");
    }

    [Fact]
    public async Task Samples_that_leave_the_store_leave_the_index()
    {
        await using (var site = await RunningProgram.ServeAsync("--data", folder.PathTo("data")))
            await site.StopAsync();

        await RunAsync("import", Write(1, 2));

        (await RunAsync("index", "check")).Messages.ShouldContain("The index holds all 2 studies of the store and no other.");
    }

    [Fact]
    public async Task A_later_import_leaves_the_index_to_the_next_search()
    {
        await RunAsync("import", Write(1, 2));
        (await RunAsync("import", Write(3, 4))).Messages.ShouldNotContain("index");

        (await RunAsync("index", "check")).Messages.ShouldContain("The index has not taken in the last 2 changes of the store");
        await RunAsync("search", "asthma");
        (await RunAsync("index", "check")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task The_first_import_leaves_the_index_for_later_where_it_is_told_to()
    {
        (await RunAsync("import", Write(1, 2), "--no-index")).Messages.ShouldNotContain("index");

        Directory.Exists(Path.Combine(folder.PathTo("data"), "index")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_site_at_work_takes_in_what_is_imported_beside_it()
    {
        await using var site = await RunningProgram.ServeAsync("--data", folder.PathTo("data"), "--no-demo");

        var (exitCode, _, messages) = await RunAsync("import", Write(1, 2));

        exitCode.ShouldBe(0, messages);
        messages.ShouldNotContain("index");
    }

    [Fact]
    public async Task A_site_without_a_folder_for_temporary_files_says_so_and_finds_what_was_and_what_comes()
    {
        await RunAsync("import", Write(1, 2));
        // As after so many changes, of which the first are rehearsed.
        await using (var database = Database.Sqlite(Path.Combine(folder.PathTo("data"), "registry.db")))
            await database.WriteAsync(transaction => transaction.ExecuteAsync("update change_count set last = 20000"), TestContext.Current.CancellationToken);
        var nowhere = folder.PathTo("nowhere");
        await using var site = await RunningProgram.ServeAsync(
            ["--data", folder.PathTo("data")], new Dictionary<string, string>(StringComparer.Ordinal) { ["TMPDIR"] = nowhere, ["TMP"] = nowhere, ["TEMP"] = nowhere });

        await site.WaitForMessageAsync("The folder for temporary files cannot be used");
        (await RunAsync("import", Write(3, 4))).ExitCode.ShouldBe(0);

        using var client = new HttpClient { BaseAddress = site.Address };
        var patience = Stopwatch.StartNew();
        var found = "";
        while (!found.Contains("NCT00000004", StringComparison.Ordinal) && patience.Elapsed < TimeSpan.FromSeconds(120))
            found = await client.GetStringAsync("/api/v2/studies?query.cond=asthma&fields=NCTId", TestContext.Current.CancellationToken);
        foreach (var number in Enumerable.Range(1, 4))
            found.ShouldContain($"NCT{number:D8}");
        (await site.StopAsync()).ShouldBe(0, site.Messages);
        (await RunAsync("index", "check")).Messages.ShouldContain("The index holds all 4 studies of the store and no other.");
    }

    [Fact]
    public async Task An_import_that_the_database_ends_says_why_and_what_is_stored()
    {
        // The store is there, and will take no study with this number.
        await RunAsync("import", Write(1, 1));
        await using (var database = Database.Sqlite(Path.Combine(folder.PathTo("data"), "registry.db")))
        {
            const string refusing = "create trigger refusing before insert on study when new.study_id = 'NCT00000900' begin select raise(abort, 'no such study'); end";
            await database.WriteAsync(transaction => transaction.ExecuteAsync(refusing), TestContext.Current.CancellationToken);
        }

        var (exitCode, _, messages) = await RunAsync("import", Write(2, 2000));

        exitCode.ShouldBe(1);
        messages.ShouldContain("no such study");
        messages.ShouldContain("768 new");
        messages.ShouldContain("What was stored by then stays; run the same import again to go on.");
    }

    [Fact]
    public async Task After_an_import_that_was_killed_the_index_is_whole_when_it_is_asked_again()
    {
        var file = Write(1, 6000);
        await using (var killed = RunningProgram.Start(["import", file, "--data", folder.PathTo("data")]))
        {
            while (!Directory.Exists(Path.Combine(folder.PathTo("data"), "index")))
                killed.HasEnded.ShouldBeFalse("The import ended before it could be killed.");
            await killed.KillAsync();
        }

        (await RunAsync("import", file)).ExitCode.ShouldBe(0);
        await RunAsync("search", "asthma");
        (await RunAsync("index", "check")).Messages.ShouldContain("The index holds all 6,000 studies of the store and no other.");
    }

    public void Dispose() => folder.Dispose();

    private string Write(int first, int last)
    {
        var file = folder.PathTo($"{first}-{last}.ndjson");
        File.WriteAllLines(file, Enumerable.Range(first, last - first + 1).Select(number =>
            """{"protocolSection":{"identificationModule":{"nctId":"THIS","briefTitle":"A study"},"conditionsModule":{"conditions":["Asthma"]}}}""".Replace("THIS", $"NCT{number:D8}", StringComparison.Ordinal)));
        return file;
    }

    private Task<(int ExitCode, string Output, string Messages)> RunAsync(params string[] words) => RunningProgram.RunAsync([.. words, "--data", folder.PathTo("data")]);
}
