using System.Net;

namespace Equipoise.Tests;

/// <summary>Files of the data folder are lost or replaced, beside the program or under a running site.</summary>
public sealed class DataFaultTests : IDisposable
{
    private readonly TemporaryFolder place = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Data => place.PathTo("data");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_lost_database_beside_the_index_of_its_records_is_not_taken_for_a_new_one(bool leavesAnEmptyFile)
    {
        await ImportOneAsync();
        LoseDatabase(leavesAnEmptyFile);

        foreach (var verb in new[] { "serve", "search", "import", "index" })
        {
            var (exitCode, output, messages) = await RunningProgram.RunAsync(verb == "import" ? [verb, RecordFile(), "--data", Data] : [verb, "--data", Data]);

            exitCode.ShouldBe(1, messages);
            output.ShouldBeEmpty();
            messages.Trim().ShouldBe(
                $"{Path.Combine(Data, "registry.db")} is {(leavesAnEmptyFile ? "empty" : "not there")}, though the index beside it holds 1 study of a registry: "
                + $"restore the file from a backup, or move {Path.Combine(Data, "index")} away to start afresh.");
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

    public void Dispose() => place.Dispose();

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
