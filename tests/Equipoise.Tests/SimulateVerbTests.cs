using System.Text.Json;

namespace Equipoise.Tests;

/// <summary><c>equipoise simulate</c> from the outside.</summary>
public sealed class SimulateVerbTests
{
    private const string Good = """
        title: Two arms
        arms:
          - {name: C, median: 12}
          - {name: T, hazard_ratio: {0: 1, 3: 0.5}, cured: 0.1}
        strata:
          - {name: low, share: 0.6}
          - {name: high, share: 0.4, hazard_factor: 1.5}
        dropout: 0.002
        participants: 200
        accrual:
          sites:
            - {number: 10, opens: 0, rate: 0.5}
            - {number: 10, opens: 6, rate: 1}
        randomization: {block: 4, within_site: true}
        looks: {events: [60, 120]}
        test: {alpha: 0.025, spending: "hsd:-4", futility: [0]}
        """;

    [Fact]
    public async Task A_shipped_protocol_has_operating_characteristics()
    {
        var (exitCode, output, messages) = await RunningProgram.RunAsync("simulate", "NCT07264075", "--replicates", "200", "--seed", "1", "--json");

        exitCode.ShouldBe(0, messages);
        var result = JsonDocument.Parse(output).RootElement;
        result.GetProperty("replicates").GetInt32().ShouldBe(200);
        result.GetProperty("hypotheses").EnumerateArray().Select(hypothesis => hypothesis.GetProperty("arm").GetString()).ShouldBe(["A", "B"]);
        result.GetProperty("any").GetProperty("value").GetDouble().ShouldBeInRange(0.8, 1);
        result.GetProperty("any").GetProperty("mc_error").GetDouble().ShouldBeInRange(0.001, 0.04);
    }

    [Fact]
    public async Task The_example_of_the_guide_gives_the_numbers_of_the_guide()
    {
        var example = Repository.PathTo("docs", "guides", "simulation-example.yaml");
        var guide = await File.ReadAllTextAsync(Repository.PathTo("docs", "guides", "simulation.md"), TestContext.Current.CancellationToken);
        var (exitCode, output, messages) = await RunningProgram.RunAsync("simulate", "NCT07264075", "--scenario", example, "--replicates", "10000", "--seed", "2026", "--json");

        exitCode.ShouldBe(0, messages);
        var treated = JsonDocument.Parse(output).RootElement.GetProperty("hypotheses")[0];
        guide.ShouldContain(await File.ReadAllTextAsync(example, TestContext.Current.CancellationToken));
        guide.ShouldContain($"\"rejected\": {{\"value\": {treated.GetProperty("rejected").GetProperty("value").GetRawText()}, \"mc_error\": {treated.GetProperty("rejected").GetProperty("mc_error").GetRawText()}}}");
        guide.ShouldContain($"\"hr\": {treated.GetProperty("hr").GetRawText()}");
    }

    [Fact]
    public async Task A_file_larger_than_any_scenario_is_not_read()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.yaml");
        try
        {
            await using (var file = File.Create(path))
                file.SetLength(20_000_000);
            var (exitCode, output, messages) = await RunningProgram.RunAsync("simulate", "NCT07264075", "--scenario", path, "--replicates", "10", "--seed", "1");

            (exitCode, output).ShouldBe((1, ""));
            messages.Trim().ShouldBe($"{path} is larger than 16 MB: a protocol or scenario is a few pages.");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task The_seed_decides_and_threads_do_not()
    {
        var (one, three, other) = (await RunAsync(Good, "--seed", "5", "--threads", "1"), await RunAsync(Good, "--seed", "5", "--threads", "3"), await RunAsync(Good, "--seed", "6"));

        one.ExitCode.ShouldBe(0, one.Messages);
        three.Output.ShouldBe(one.Output);
        other.Output.ShouldNotBe(one.Output);
    }

    [Fact]
    public async Task One_replicate_is_shown_with_its_participants()
    {
        var (exitCode, output, messages) = await RunAsync(Good, "--seed", "5", "--replicate", "17");

        exitCode.ShouldBe(0, messages);
        var trial = JsonDocument.Parse(output).RootElement;
        trial.GetProperty("participants").GetArrayLength().ShouldBe(200);
        trial.GetProperty("looks")[0].GetProperty("hypotheses")[0].GetProperty("events").GetInt32().ShouldBe(60);
    }

    [Fact]
    public async Task A_scenario_that_contradicts_itself_is_refused_by_line()
    {
        var (exitCode, output, messages) = await RunAsync(Good.Replace("[60, 120]", "[120, 60]", StringComparison.Ordinal), "--seed", "1");

        exitCode.ShouldBe(1);
        output.ShouldBeEmpty();
        messages.ShouldContain("scenario.yaml: Line 15: Look 2 is at 60 events, but look 1 already at 120");
    }

    [Theory]
    [InlineData(1, "There is no protocol 'NCT00000000'", "NCT00000000", "--replicates", "10", "--seed", "1")]
    [InlineData(2, "--replicates is '0'", "NCT07264075", "--replicates", "0", "--seed", "1")]
    [InlineData(2, "--seed is 'x'", "NCT07264075", "--replicates", "1", "--seed", "x")]
    [InlineData(2, "Option '--seed' is required.", "NCT07264075", "--replicates", "1")]
    public async Task Wrong_words_are_refused(int code, string sentence, params string[] words)
    {
        var (exitCode, output, messages) = await RunningProgram.RunAsync(["simulate", .. words]);

        exitCode.ShouldBe(code, messages);
        output.ShouldBeEmpty();
        messages.ShouldStartWith(sentence);
    }

    [Fact]
    public async Task The_plot_has_a_point_for_each_look()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathTo("plot.svg");
        var (exitCode, _, messages) = await RunningProgram.RunAsync("simulate", "NCT07264075", "--replicates", "100", "--seed", "1", "--plot", path);

        exitCode.ShouldBe(0, messages);
        var svg = System.Xml.Linq.XDocument.Load(path).Root!;
        svg.Elements().Count(element => string.Equals(element.Name.LocalName, "circle", StringComparison.Ordinal)).ShouldBe(4);
    }

    [Fact]
    public async Task A_plot_never_takes_the_place_of_the_file_it_is_made_from_or_of_a_folder()
    {
        using var folder = new TemporaryFolder();
        var scenario = folder.PathTo("scenario.yaml");
        await File.WriteAllTextAsync(scenario, Good, TestContext.Current.CancellationToken);
        string[] words = ["simulate", "NCT07264075", "--scenario", scenario, "--replicates", "10", "--seed", "1", "--plot"];

        var over = await RunningProgram.RunAsync([.. words, scenario]);
        (over.ExitCode, over.Output).ShouldBe((2, ""));
        over.Messages.ShouldStartWith($"--plot is '{scenario}', which this reads: name another file for the picture.");
        (await File.ReadAllTextAsync(scenario, TestContext.Current.CancellationToken)).ShouldBe(Good);
        var inPlace = await RunningProgram.RunAsync([.. words, folder.Path]);
        (inPlace.ExitCode, inPlace.Output).ShouldBe((1, ""));
        inPlace.Messages.Trim().ShouldEndWith("is a folder: name a file.");
        Directory.GetFiles(folder.Path).ShouldBe([scenario]);
    }

    [Fact]
    public async Task A_plot_in_a_folder_that_is_not_there_is_a_sentence()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathTo("none/plot.svg");

        var (exitCode, _, messages) = await RunningProgram.RunAsync("simulate", "NCT07264075", "--replicates", "100", "--seed", "1", "--plot", path);

        exitCode.ShouldBe(1);
        messages.ShouldContain("plot.svg");
        messages.Trim().ShouldEndWith("is in a folder that is not there: make the folder first, or name another.");
    }

    [Fact]
    public async Task Beta_is_spent_on_limits_for_futility()
    {
        var (exitCode, output, messages) = await RunAsync(Good.Replace("futility: [0]", "futility: \"hsd:-2\", power: 0.8, binding: true", StringComparison.Ordinal), "--seed", "1");

        exitCode.ShouldBe(0, messages);
        var result = JsonDocument.Parse(output).RootElement;
        result.GetProperty("binding").GetBoolean().ShouldBeTrue();
        var hypothesis = result.GetProperty("hypotheses")[0];
        hypothesis.GetProperty("futility").GetArrayLength().ShouldBe(1);
        var givenUp = hypothesis.GetProperty("given_up_by_look");
        givenUp[0].GetProperty("value").GetDouble().ShouldBe(hypothesis.GetProperty("given_up").GetProperty("value").GetDouble());
        givenUp[1].GetProperty("value").GetDouble().ShouldBe(0);
    }

    private static async Task<(int ExitCode, string Output, string Messages)> RunAsync(string scenario, params string[] words)
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathTo("scenario.yaml");
        await File.WriteAllTextAsync(path, scenario);
        return await RunningProgram.RunAsync(["simulate", "NCT07264075", "--scenario", path, "--replicates", "300", .. words, "--json"]);
    }
}
