using System.Net;
using Microsoft.Data.Sqlite;

namespace Equipoise.Tests;

/// <summary>Files of the data folder are lost or replaced, beside the program or under a running site.</summary>
public sealed class DataFaultTests : IDisposable
{
    private readonly TemporaryFolder place = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Data => place.PathTo("data");

    private string Index => Path.Combine(Data, "index");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_lost_database_beside_the_index_of_its_records_is_not_taken_for_a_new_one(bool leavesAnEmptyFile)
    {
        await ImportOneAsync();
        LoseDatabase(leavesAnEmptyFile);

        foreach (var words in (string[][])[["serve", "--urls", "http://127.0.0.1:0"], ["search"], ["import", RecordFile()], ["index"]])
        {
            var (exitCode, output, messages) = await RunningProgram.RunAsync([.. words, "--data", Data]);

            exitCode.ShouldBe(1, messages);
            output.ShouldBeEmpty();
            messages.Trim().ShouldBe(
                $"{Path.Combine(Data, "registry.db")} is {(leavesAnEmptyFile ? "empty" : "not there")}, though the index beside it holds 1 study of a registry: "
                + $"restore the file from a backup, give --database where the studies lie in PostgreSQL, or move {Path.Combine(Data, "index")} away to start afresh.");
        }
    }

    [Fact]
    public async Task A_lost_database_of_samples_is_made_again()
    {
        await using (await RunningProgram.ServeAsync("--data", Data))
        {
        }

        LoseDatabase(leavesAnEmptyFile: false);

        await using var program = await RunningProgram.ServeAsync("--data", Data);
        program.Announcement.GetProperty("samples").GetInt32().ShouldBePositive();
    }

    [Fact]
    public async Task A_site_whose_data_folder_is_deleted_says_that_it_is_not_ready()
    {
        await using var program = await RunningProgram.ServeAsync("--data", Data);
        using var client = new HttpClient { BaseAddress = program.Address };
        (await client.GetStringAsync("/readyz", Cancellation)).ShouldBe("ready\n");

        Directory.Delete(Data, recursive: true);

        (await client.GetAsync("/readyz", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await client.GetStringAsync("/healthz", Cancellation)).ShouldBe("alive\n");
    }

    [Fact]
    public async Task A_site_whose_database_is_replaced_by_another_says_that_it_is_not_ready()
    {
        var other = place.PathTo("other");
        await using (await RunningProgram.ServeAsync("--data", other))
        {
        }

        await using var program = await RunningProgram.ServeAsync("--data", Data);
        using var client = new HttpClient { BaseAddress = program.Address };
        LoseDatabase(leavesAnEmptyFile: false);
        File.Move(Path.Combine(other, "registry.db"), Path.Combine(Data, "registry.db"));

        (await client.GetAsync("/readyz", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task A_site_whose_index_is_deleted_builds_it_again_and_answers_meanwhile()
    {
        await using var program = await RunningProgram.ServeAsync("--data", Data);
        using var client = new HttpClient { BaseAddress = program.Address };

        Directory.Delete(Index, recursive: true);

        (await client.GetStringAsync("/study/NCT07264075/", Cancellation)).ShouldContain("ILLUMINE");
        await program.WaitForMessageAsync("The index is built again");
        Directory.EnumerateFiles(Index).ShouldNotBeEmpty();
        (await client.GetStringAsync("/search?q=ivonescimab", Cancellation)).ShouldContain("NCT07264075");
        program.Messages.ShouldContain("was deleted");
    }

    [Fact]
    public async Task A_site_whose_index_is_altered_builds_it_again_and_answers_meanwhile()
    {
        await using var program = await RunningProgram.ServeAsync("--data", Data);
        using var client = new HttpClient { BaseAddress = program.Address };

        foreach (var file in Directory.GetFiles(Index).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
            Garble(file);

        (await client.GetStringAsync("/study/NCT07264075/", Cancellation)).ShouldContain("ILLUMINE");
        using var search = await client.GetAsync("/search?q=ivonescimab", Cancellation);
        if (search.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            search.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(30));
            (await search.Content.ReadAsStringAsync(Cancellation)).ShouldContain("The search is not ready");
        }

        await program.StopAsync();
        await using var next = await RunningProgram.ServeAsync("--data", Data);
        using var later = new HttpClient { BaseAddress = next.Address };
        (await later.GetStringAsync("/search?q=ivonescimab", Cancellation)).ShouldContain("NCT07264075");
    }

    [Fact]
    public async Task After_an_import_the_check_of_the_index_says_that_it_has_yet_to_follow_and_after_the_next_search_that_it_has()
    {
        (await RunningProgram.RunAsync("import", RecordFile(), "--no-index", "--data", Data)).ExitCode.ShouldBe(0);

        var before = await RunningProgram.RunAsync("index", "check", "--data", Data);
        await RunningProgram.RunAsync("search", "--data", Data);
        var after = await RunningProgram.RunAsync("index", "check", "--data", Data);

        before.ExitCode.ShouldBe(1);
        before.Messages.Trim().ShouldBe("The index has not taken in the last 1 change of the store, so that 1 study of the store is not in it and 0 studies in it are not in the store. A site at work takes them in within seconds; without one, the next 'equipoise serve', 'search' or 'index' does.");
        after.ExitCode.ShouldBe(0);
        after.Messages.Trim().ShouldBe("The index holds the one study of the store and no other.");
    }

    [Fact]
    public async Task Who_only_reads_does_not_wait_for_the_program_that_writes()
    {
        await ImportOneAsync();
        await RunningProgram.RunAsync("search", "--data", Data);
        await using var other = new SqliteConnection($"Data Source={Path.Combine(Data, "registry.db")};Pooling=false");
        await other.OpenAsync(Cancellation);
        await using var held = await other.BeginTransactionAsync(Cancellation);

        var (exitCode, output, messages) = await RunningProgram.RunAsync("search", "--data", Data);

        (exitCode, messages).ShouldBe((0, ""));
        output.ShouldStartWith("1 study");
    }

    public void Dispose() => place.Dispose();

    private static void Garble(string file)
    {
        var bytes = File.ReadAllBytes(file);
        for (var at = 0; at < bytes.Length; at += 97)
            bytes[at] ^= 0x5A;
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        stream.Write(bytes);
    }

    private async Task ImportOneAsync()
    {
        (await RunningProgram.RunAsync("import", RecordFile(), "--data", Data)).ExitCode.ShouldBe(0);
        (await RunningProgram.RunAsync("index", "--data", Data)).ExitCode.ShouldBe(0);
    }

    private string RecordFile()
    {
        var file = place.PathTo("one.json");
        File.WriteAllText(file, """{"protocolSection":{"identificationModule":{"nctId":"NCT00000001","briefTitle":"One"},"statusModule":{"lastUpdatePostDateStruct":{"date":"2025-01-01"}}}}""");
        return file;
    }

    private void LoseDatabase(bool leavesAnEmptyFile)
    {
        foreach (var file in Directory.GetFiles(Data, "registry.db*"))
            File.Delete(file);
        if (leavesAnEmptyFile)
            File.Create(Path.Combine(Data, "registry.db")).Dispose();
    }
}
