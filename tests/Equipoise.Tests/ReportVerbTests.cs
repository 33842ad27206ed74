using System.Text;
using Equipoise.Conduct.Store;
using Equipoise.Storage.Databases;
using Equipoise.Web.Tests.Analysis;

namespace Equipoise.Tests;

/// <summary><c>equipoise report</c>.</summary>
public sealed class ReportVerbTests : IAsyncLifetime
{
    private readonly TemporaryFolder data = new();

    public async ValueTask InitializeAsync()
    {
        await using var database = Database.Sqlite(data.PathTo("conduct.db"));
        var store = await ConductStore.OpenAsync(database, TimeProvider.System, TestContext.Current.CancellationToken);
        await FrozenTrial.OpenAsync(store);
        await FrozenTrial.FreezeAsync(store, "First look");
    }

    public ValueTask DisposeAsync()
    {
        data.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_report_is_printed_whole_to_a_file_and_the_same_on_standard_output()
    {
        var (exitCode, _, messages) = await ReportAsync("--cut", "1", "--out", data.PathTo("closed.html"));
        var (_, printed, _) = await ReportAsync("--cut", "1");

        exitCode.ShouldBe(0, messages);
        var file = await File.ReadAllTextAsync(data.PathTo("closed.html"), TestContext.Current.CancellationToken);
        file.ShouldContain("Closed report: ILLUMINE");
        printed.TrimEnd().ShouldBe(file.TrimEnd());
        (await ReportAsync("--cut", "1", "--open")).Output.ShouldContain("Open report: ILLUMINE");
        Directory.GetFiles(data.Path, "*.part").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_report_is_printed_as_PDF_through_Chromium()
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CHROMIUM")), "No Chromium to print with.");

        var (exitCode, _, messages) = await ReportAsync("--cut", "1", "--open", "--out", data.PathTo("open.pdf"));

        exitCode.ShouldBe(0, messages);
        var file = await File.ReadAllBytesAsync(data.PathTo("open.pdf"), TestContext.Current.CancellationToken);
        Encoding.ASCII.GetString(file[..5]).ShouldBe("%PDF-");
        file.Length.ShouldBeGreaterThan(10_000);
    }

    [Theory]
    [InlineData(1, "has no data cut 7", "NCT07264075", "--cut", "7")]
    [InlineData(1, "No study NCT00000000 is conducted here", "NCT00000000", "--cut", "1")]
    [InlineData(2, "--cut is the number of a data cut, from 1", "NCT07264075", "--cut", "0")]
    [InlineData(2, "ends with .html or .pdf", "NCT07264075", "--cut", "1", "--out", "report.doc")]
    public async Task What_cannot_be_printed_is_a_sentence(int exitCode, string sentence, params string[] words)
    {
        var answer = await RunningProgram.RunAsync(["report", .. words, "--data", data.Path]);

        answer.ExitCode.ShouldBe(exitCode);
        answer.Messages.ShouldContain(sentence);
        answer.Output.ShouldBeEmpty();
    }

    private Task<(int ExitCode, string Output, string Messages)> ReportAsync(params string[] words) => RunningProgram.RunAsync(["report", "NCT07264075", .. words, "--data", data.Path]);
}
