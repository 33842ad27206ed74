using System.Text.Json;
using Equipoise.Registry.Samples;

namespace Equipoise.Tests;

/// <summary>What <c>equipoise search</c> prints.</summary>
public sealed class SearchVerbTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task In_a_new_folder_it_finds_the_samples_though_no_site_has_run_there()
    {
        var (exitCode, output, messages) = await SearchAsync("--json", "--limit", "1");

        exitCode.ShouldBe(0, messages);
        JsonDocument.Parse(output).RootElement.GetProperty("total").GetInt32().ShouldBe(SampleStudies.All.Count);
    }

    [Fact]
    public async Task It_names_the_other_names_it_searched_and_what_a_word_may_have_been_meant_to_be()
    {
        (await SearchAsync("humira")).Output.ShouldContain("“humira” was also searched as adalimumab.");

        var (exitCode, output, _) = await SearchAsync("ivonecsimab");

        exitCode.ShouldBe(0);
        output.ShouldBe("0 studies\n  Did you mean ivonescimab? 1 study\n");
    }

    [Fact]
    public async Task What_is_invented_or_retold_says_so()
    {
        (await SearchAsync("ivonescimab")).Output.ShouldContain("  [sample] ");
        (await SearchAsync("--limit", "300")).Output.Split('\n').Where(line => line.Contains("SYN0", StringComparison.Ordinal)).ShouldAllBe(line => line.Contains("  [synthetic] "));
    }

    public void Dispose() => folder.Dispose();

    private Task<(int ExitCode, string Output, string Messages)> SearchAsync(params string[] words) =>
        RunningProgram.RunAsync(["search", .. words, "--data", folder.PathTo("data")]);
}
