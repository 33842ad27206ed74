using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Equipoise.Tests;

/// <summary><c>equipoise demo</c>: a small trial from the first site to the final analysis, and what it leaves behind.</summary>
public sealed class DemoTests(DemoTests.SmallTrial demo) : IClassFixture<DemoTests.SmallTrial>
{
    [Fact]
    public void A_whole_trial_goes_through_the_API_and_holds_together_at_its_end()
    {
        demo.ExitCode.ShouldBe(0, demo.Messages);
        demo.Result.GetProperty("simulated").GetBoolean().ShouldBeTrue();
        demo.Result.GetProperty("randomized").GetInt32().ShouldBe(30);
        demo.Result.GetProperty("screened").GetInt32().ShouldBe(30 + demo.Result.GetProperty("screenFailures").GetInt32());
        demo.Result.GetProperty("deaths").GetInt32().ShouldBeInRange(14, 30);
        demo.Result.GetProperty("cuts").GetArrayLength().ShouldBe(3);
        demo.Result.GetProperty("problems").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task The_same_seed_makes_the_same_trial()
    {
        var (_, again, messages) = await RunAsync("--participants", "6", "--sites", "2", "--seed", "9");
        var (_, other, _) = await RunAsync("--participants", "6", "--sites", "2", "--seed", "9");

        again.ShouldNotBeEmpty(messages);
        Facts(other).ShouldBe(Facts(again));

        static string Facts(string json) => string.Join('|', JsonDocument.Parse(json).RootElement.EnumerateObject().Where(one => one.Name is not ("seconds" or "url" or "data")).Select(one => one.Value.GetRawText()));
    }

    [Fact]
    public async Task Its_data_open_as_those_of_a_demo_alone()
    {
        var (exitCode, _, messages) = await RunningProgram.RunAsync("serve", "--urls", "http://127.0.0.1:0", "--data", demo.Folder);

        exitCode.ShouldBe(1);
        messages.ShouldContain("holds a simulated trial: look at it with 'equipoise demo --data'");
    }

    [Fact]
    public async Task Looked_at_again_it_names_people_of_its_own_sites_whatever_the_words_of_the_start()
    {
        await using var again = RunningProgram.Start("demo", "--data", demo.Folder, "--urls", "http://127.0.0.1:0");
        await again.WaitForMessageAsync("Everything there is simulated");

        var (_, trail, _) = await RunningProgram.RunAsync("audit", "print", "--study", "NCT07264075", "--json", "--data", demo.Folder);
        var named = Regex.Match(again.Messages, "investigator-[a-z0-9]+", RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
        named.ShouldNotBeEmpty(again.Messages);
        trail.ShouldContain(named);
    }

    [Fact]
    public async Task Its_trail_is_verified_as_any_other()
    {
        var (exitCode, output, messages) = await RunningProgram.RunAsync("audit", "verify", "--data", demo.Folder);

        exitCode.ShouldBe(0, messages);
        output.ShouldContain("NCT07264075");
    }

    [Fact]
    public async Task Data_that_people_entered_are_no_demo()
    {
        using var folder = new TemporaryFolder();
        await using (await RunningProgram.ServeAsync("--data", folder.Path))
        {
        }

        var (exitCode, _, messages) = await RunningProgram.RunAsync("demo", "--data", folder.Path, "--urls", "http://127.0.0.1:0", "--no-serve");

        exitCode.ShouldBe(1);
        messages.ShouldContain("a demo never mixes with that");
    }

    [Theory]
    [InlineData("--participants", "2", "write a number from 3 to 780")]
    [InlineData("--sites", "0", "write a number from 1 to 99")]
    [InlineData("--urls", "http://*:5080", "can be reached from other machines")]
    [InlineData("--urls", "http://10.0.0.1:5080", "can be reached from other machines")]
    public async Task Words_that_will_not_do_are_refused_before_anything_is_made(string option, string value, string sentence)
    {
        var (exitCode, _, messages) = await RunningProgram.RunAsync("demo", option, value);

        exitCode.ShouldBe(2);
        messages.ShouldContain(sentence);
    }

    /// <summary>By R's survival package, where it is, and in any case by a model written out plainly, on the file that the final analysis was made from.</summary>
    [Fact]
    public async Task The_hazard_ratios_of_the_final_analysis_are_those_that_others_compute_from_its_file()
    {
        var comparisons = demo.Result.GetProperty("comparisons").EnumerateArray().ToList();
        var file = await File.ReadAllTextAsync(Path.Combine(demo.Folder, "final-adtte.csv"), TestContext.Current.CancellationToken);
        comparisons.Count.ShouldBe(2);
        foreach (var comparison in comparisons)
        {
            var (experimental, control) = (comparison.GetProperty("experimental").GetString()!, comparison.GetProperty("control").GetString()!);
            var said = await InRAsync(experimental, control);
            foreach (var (events, ratio, lower, upper) in said is { } numbers ? [numbers, PlainCox.Fit(file, experimental, control)] : new[] { PlainCox.Fit(file, experimental, control) })
            {
                comparison.GetProperty("events").GetInt32().ShouldBe(events);
                comparison.GetProperty("hazardRatio").GetDouble().ShouldBe(ratio, 1e-7 * ratio);
                comparison.GetProperty("lower").GetDouble().ShouldBe(lower, 1e-7 * lower);
                comparison.GetProperty("upper").GetDouble().ShouldBe(upper, 1e-7 * upper);
            }
        }
    }

    [Fact]
    public async Task The_plan_is_locked_before_the_first_look_the_data_before_the_final_analysis_and_both_looks_are_signed()
    {
        var (exitCode, output, messages) = await RunningProgram.RunAsync("audit", "print", "--study", "NCT07264075", "--json", "--data", demo.Folder);

        exitCode.ShouldBe(0, messages);
        var actions = JsonDocument.Parse(output).RootElement.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("action").GetString()!).ToList();
        actions.FindAll(action => action is "analysis-plan.lock" or "analysis-look.record" or "data-cut.freeze" or "study.lock").ShouldBe(
            ["analysis-plan.lock", "data-cut.freeze", "data-cut.freeze", "analysis-look.record", "study.lock", "data-cut.freeze", "analysis-look.record"]);
        foreach (var action in new[] { "form.mark", "query.open", "query.answer", "query.close", "form.correct", "deviation.document", "serious-event.report", "signature.sign", "participant.lock", "study.publish" })
            actions.ShouldContain(action);
    }

    [Fact]
    public async Task Its_reports_are_printed_and_say_that_they_are_of_nobody()
    {
        var (exitCode, output, messages) = await RunningProgram.RunAsync("report", "NCT07264075", "--cut", "3", "--data", demo.Folder);

        exitCode.ShouldBe(0, messages);
        output.ShouldContain("<strong>Simulated.</strong> Nobody in this report exists");
        output.ShouldContain("Look 2: Final analysis");
        output.ShouldContain("The trial is complete, decided by Data monitoring committee (made up).");
    }

    private static Task<(int ExitCode, string Output, string Messages)> RunAsync(params IEnumerable<string> words) =>
        RunningProgram.RunAsync(["demo", "--no-serve", "--json", "--urls", "http://127.0.0.1:0", .. words]);

    private async Task<(int Events, double Ratio, double Lower, double Upper)?> InRAsync(string experimental, string control)
    {
        const string script = """
            if (!requireNamespace("survival", quietly = TRUE)) quit()
            suppressPackageStartupMessages(library(survival)); a <- commandArgs(TRUE)
            d <- subset(read.csv(a[1]), TRT01P %in% a[2:3])
            f <- coxph(Surv(AVAL, 1 - CNSR) ~ I(TRT01P == a[2]) + strata(STRATA), data = d, control = coxph.control(eps = 1e-12, iter.max = 50))
            cat(f$nevent, sprintf("%.15g", exp(c(coef(f), confint(f)))))
            """;
        var start = new ProcessStartInfo("Rscript") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in (string[])["-e", script, Path.Combine(demo.Folder, "final-adtte.csv"), experimental, control])
            start.ArgumentList.Add(word);
        try
        {
            using var process = Process.Start(start)!;
            var complaint = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            process.ExitCode.ShouldBe(0, await complaint);
            return said.Split(' ') is [var events, var ratio, var lower, var upper] ? (int.Parse(events, CultureInfo.InvariantCulture), Number(ratio), Number(lower), Number(upper)) : null;

            static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Thirty participants at five sites, and the folder with their data.</summary>
    public sealed class SmallTrial : IAsyncLifetime
    {
        private readonly TemporaryFolder folder = new();

        public string Folder => folder.Path;

        public int ExitCode { get; private set; }

        public string Messages { get; private set; } = "";

        public JsonElement Result { get; private set; }

        public async ValueTask InitializeAsync()
        {
            (ExitCode, var output, Messages) = await RunAsync("--participants", "30", "--sites", "5", "--seed", "7", "--data", Folder);
            Result = output.Length == 0 ? default : JsonDocument.Parse(output).RootElement;
        }

        public ValueTask DisposeAsync()
        {
            folder.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
