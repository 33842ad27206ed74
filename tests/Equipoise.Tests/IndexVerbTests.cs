using System.Text.Json;

namespace Equipoise.Tests;

/// <summary>What <c>equipoise index</c> does, asked of the real program.</summary>
public sealed class IndexVerbTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task An_index_is_built_checked_and_measured()
    {
        await ImportAsync();

        (await RunAsync("index")).Output.Trim().ShouldBe("2 studies indexed.");
        var check = await RunAsync("index", "check", "--json");
        check.ExitCode.ShouldBe(0, check.Messages);
        JsonDocument.Parse(check.Output).RootElement.GetProperty("studies").GetInt32().ShouldBe(2);

        var sizes = await RunAsync("index", "sizes", "--json");
        sizes.ExitCode.ShouldBe(0, sizes.Messages);
        var report = JsonDocument.Parse(sizes.Output).RootElement;
        report.GetProperty("bytes").GetInt64().ShouldBe(report.GetProperty("parts").EnumerateArray().Sum(part => part.GetProperty("bytes").GetInt64()));
        report.GetProperty("parts").EnumerateArray().Select(part => part.GetProperty("name").GetString()).ShouldContain("ConditionSearch");
        (await RunAsync("index", "sizes")).Output.ShouldContain("words: normal forms");
    }

    [Fact]
    public async Task A_damaged_index_is_named_by_a_check()
    {
        await ImportAsync();
        await RunAsync("index");
        var file = Directory.GetFiles(Path.Combine(folder.PathTo("data"), "index"), "*.payloads").Single();
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        bytes[3] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);

        var (exitCode, _, messages) = await RunAsync("index", "check");

        exitCode.ShouldBe(1);
        messages.ShouldContain($"The index file {file} was altered between its bytes 0 and ");
    }

    public void Dispose() => folder.Dispose();

    private async Task ImportAsync()
    {
        var file = folder.PathTo("two.ndjson");
        await File.WriteAllLinesAsync(file, [Record("NCT00000001"), Record("NCT00000002")], TestContext.Current.CancellationToken);
        (await RunAsync("import", file)).ExitCode.ShouldBe(0);
    }

    private static string Record(string id) =>
        """{"protocolSection":{"identificationModule":{"nctId":"THIS","briefTitle":"A study"},"conditionsModule":{"conditions":["Asthma"]}}}""".Replace("THIS", id, StringComparison.Ordinal);

    private Task<(int ExitCode, string Output, string Messages)> RunAsync(params string[] words) => RunningProgram.RunAsync([.. words, "--data", folder.PathTo("data")]);
}
