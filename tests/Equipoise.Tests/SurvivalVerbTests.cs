using System.Text;
using System.Text.Json;

namespace Equipoise.Tests;

/// <summary><c>equipoise survival</c> on good and bad files.</summary>
public sealed class SurvivalVerbTests
{
    private const string Good = "time,event,arm,x\n1,1,a,0.5\n3,1,a,1.5\n4,0,a,2\n2,1,b,0\n5,1,b,1\n3,0,b,2.5\n";

    [Fact]
    public async Task A_curve_comes_as_one_JSON_document_with_arrays_of_numbers()
    {
        var (exitCode, output, messages) = await RunAsync(Good, "km", "--group", "arm", "--times", "2", "--json");

        exitCode.ShouldBe(0, messages);
        var curve = JsonDocument.Parse(output).RootElement.GetProperty("curves")[0];
        curve.GetProperty("stratum").GetString().ShouldBe("arm=a");
        Numbers(curve, "time").ShouldBe([1, 3, 4]);
        Numbers(curve, "surv").ShouldBe([2.0 / 3, 1.0 / 3, 1.0 / 3], 1e-15);
        Numbers(curve.GetProperty("landmark").GetProperty("log"), "surv").ShouldBe([2.0 / 3], 1e-15);
        Numbers(curve.GetProperty("quantiles").GetProperty("log-log"), "q")[1].ShouldBe(3);
    }

    [Fact]
    public async Task The_log_rank_test_comes_with_the_sums_worked_by_hand()
    {
        var (exitCode, output, messages) = await RunAsync(Good, "logrank", "--group", "arm", "--json");

        exitCode.ShouldBe(0, messages);
        var result = JsonDocument.Parse(output).RootElement;
        Numbers(result, "exp").ShouldBe([1.4, 2.6], 1e-15);
        result.GetProperty("chisq").GetDouble().ShouldBe(0.36 / 0.74, 1e-14);
    }

    // Without ties all methods rank alike.
    [Fact]
    public async Task Exact_ties_have_a_concordance_too()
    {
        var (exact, efron) = (await RunAsync(Good, "cox", "--covariates", "x", "--ties", "exact", "--json"), await RunAsync(Good, "cox", "--covariates", "x", "--json"));

        exact.ExitCode.ShouldBe(0, exact.Messages);
        Numbers(JsonDocument.Parse(exact.Output).RootElement, "concordance").ShouldBe(Numbers(JsonDocument.Parse(efron.Output).RootElement, "concordance"), 1e-12);
    }

    [Theory]
    [InlineData("1,dead\n2,Dead\n3,alive\n", "km", "event is 'Dead' on line 3, which differs from 'dead' by capitals or blanks alone: write one of them.", "--event-value", "dead")]
    [InlineData("1,dead\n2,Alive\n3,alive\n", "cif", "event is 'Alive' on line 3, which differs from 'alive' by capitals or blanks alone: write one of them.", "--censored", "alive")]
    [InlineData("1,death\n2,Death\n3,0\n", "cif", "event is 'Death' on line 3, which differs from 'death' by capitals or blanks alone: write one of them.")]
    public async Task An_event_in_another_spelling_is_not_counted_as_something_else(string rows, string verb, string sentence, params string[] words)
    {
        var (exitCode, output, messages) = await RunAsync($"time,event\n{rows}", [verb, .. words]);

        (exitCode, output).ShouldBe((1, ""));
        messages.Trim().ShouldBe(sentence);
    }

    [Fact]
    public async Task One_number_written_in_two_ways_is_one_cause_and_blanks_in_quotes_make_no_group()
    {
        var causes = await RunAsync("time,event\n1,1\n2,1.0\n3,2\n4,0\n", "cif", "--json");
        var groups = await RunAsync("time,event,arm\n1,1,a\n2,1,\"a \"\n3,1,b\n4,0,\"b\"\n", "logrank", "--group", "arm", "--json");

        JsonDocument.Parse(causes.Output).RootElement.GetProperty("curves")[0].GetProperty("causes").EnumerateArray().Select(cause => cause.GetProperty("cause").GetString()).ShouldBe(["1", "2"]);
        JsonDocument.Parse(groups.Output).RootElement.GetProperty("df").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Behind_the_end_of_a_curve_nothing_is_known()
    {
        var landmark = JsonDocument.Parse((await RunAsync(Good, "km", "--times", "3,90", "--json")).Output).RootElement.GetProperty("curves")[0].GetProperty("landmark").GetProperty("log").GetProperty("surv");
        var open = JsonDocument.Parse((await RunAsync("time,event\n1,1\n2,0\n", "km", "--times", "1,90", "--json")).Output).RootElement.GetProperty("curves")[0].GetProperty("landmark").GetProperty("log").GetProperty("surv");

        landmark[1].GetDouble().ShouldBe(0);
        (open[0].GetDouble(), open[1].ValueKind).ShouldBe((0.5, JsonValueKind.Null));
    }

    [Fact]
    public async Task Without_a_variance_there_is_no_test_and_with_an_infinite_coefficient_no_limit()
    {
        var times = JsonDocument.Parse((await RunAsync("time,event,arm\n1,1,a\n2,1,a\n3,1,a\n4,1,b\n5,1,b\n6,0,b\n", "milestone", "--group", "arm", "--times", "3", "--json")).Output).RootElement.GetProperty("milestones")[0];
        var model = JsonDocument.Parse((await RunAsync("time,event,arm\n1,1,a\n2,1,a\n3,1,a\n4,0,b\n5,0,b\n6,0,b\n", "cox", "--group", "arm", "--robust", "--brief", "--json")).Output).RootElement;

        (times.GetProperty("p").ValueKind, times.GetProperty("lower").ValueKind).ShouldBe((JsonValueKind.Null, JsonValueKind.Null));
        model.GetProperty("infinite").GetArrayLength().ShouldBe(1);
        (model.GetProperty("p")[0].ValueKind, model.GetProperty("hr_upper")[0].ValueKind).ShouldBe((JsonValueKind.Null, JsonValueKind.Null));
    }

    [Theory]
    [InlineData("1e308")]
    [InlineData("0")]
    public async Task Weights_whose_sum_says_nothing_are_refused(string weight)
    {
        var (exitCode, output, messages) = await RunAsync($"time,event,w\n1,1,{weight}\n2,0,{weight}\n3,1,{weight}\n", "km", "--weights", "w", "--json");

        (exitCode, output).ShouldBe((1, ""));
        messages.ShouldStartWith("The weights in w sum to ");
    }

    [Fact]
    public async Task Means_are_adjusted_and_stratified_where_asked_for()
    {
        const string more = Good + "1,1,a,3\n2,1,a,1\n1,1,b,3\n4,1,b,2\n";
        var (exitCode, output, messages) = await RunAsync(more, "rmst", "--group", "arm", "--tau", "3", "--covariates", "x", "--json");

        exitCode.ShouldBe(0, messages);
        var adjusted = JsonDocument.Parse(output).RootElement.GetProperty("adjusted");
        Numbers(adjusted.GetProperty("contrasts"), "est").Length.ShouldBe(3);
        adjusted.GetProperty("difference").GetProperty("terms")[1].GetString().ShouldBe("armb");
        (await RunAsync(more, "rmst", "--group", "arm", "--tau", "3", "--covariates", "x", "--strata", "x")).Messages.ShouldContain("leave one out");
    }

    [Fact]
    public async Task Subgroups_times_and_responses_have_verbs_of_their_own()
    {
        var forest = await RunAsync(Good, "forest", "--group", "arm", "--subgroups", "arm", "--json");
        var times = await RunAsync(Good, "milestone", "--group", "arm", "--times", "2", "--json");

        forest.ExitCode.ShouldBe(0, forest.Messages);
        JsonDocument.Parse(forest.Output).RootElement.GetProperty("subgroups").GetArrayLength().ShouldBe(3);
        // ⅔ of each arm are left at 2.
        JsonDocument.Parse(times.Output).RootElement.GetProperty("milestones")[0].GetProperty("surv_diff").GetDouble().ShouldBe(0, 1e-15);
    }

    [Theory]
    [InlineData("event is never 'none', which --censored says is a censored row", "cif", "--censored", "none")]
    [InlineData("--levels orders the values of 'amr', but there is no such column", "km", "--group", "arm", "--levels", "amr=a,b")]
    [InlineData("--levels arm=a,a has a value twice", "km", "--group", "arm", "--levels", "arm=a,a")]
    public async Task Slips_of_the_pen_are_said(string sentence, params string[] words)
    {
        var (exitCode, output, messages) = await RunAsync(Good, words);

        exitCode.ShouldBe(1);
        output.ShouldBeEmpty();
        messages.ShouldStartWith(sentence);
    }

    [Fact]
    public async Task A_model_of_one_covariate_still_has_arrays()
    {
        var (exitCode, output, messages) = await RunAsync(Good, "cox", "--covariates", "x", "--json");

        exitCode.ShouldBe(0, messages);
        var result = JsonDocument.Parse(output).RootElement;
        foreach (var name in (string[])["terms", "coef", "se", "hr", "var", "loglik", "concordance", "martingale"])
            result.GetProperty(name).ValueKind.ShouldBe(JsonValueKind.Array, name);
        result.GetProperty("var")[0].ValueKind.ShouldBe(JsonValueKind.Array);
    }

    [Fact]
    public async Task The_order_of_levels_decides_which_arm_is_the_reference()
    {
        var first = await RunAsync(Good, "cox", "--group", "arm", "--json", "--brief");
        var other = await RunAsync(Good, "cox", "--group", "arm", "--levels", "arm=b,a", "--json", "--brief");

        var (one, two) = (JsonDocument.Parse(first.Output).RootElement, JsonDocument.Parse(other.Output).RootElement);
        one.GetProperty("terms")[0].GetString().ShouldBe("armb");
        two.GetProperty("terms")[0].GetString().ShouldBe("arma");
        Numbers(one, "coef")[0].ShouldBe(-Numbers(two, "coef")[0], 1e-9);
    }

    [Fact]
    public async Task Restricted_means_compare_the_second_level_with_the_first()
    {
        var (exitCode, output, messages) = await RunAsync(Good, "rmst", "--group", "arm", "--tau", "4", "--json");

        exitCode.ShouldBe(0, messages);
        var result = JsonDocument.Parse(output).RootElement;
        // a: 1 + 2·2/3 + 1·1/3 = 8/3. b: S falls to 2/3 at 2 and stays until 4: 2 + 2·2/3 = 10/3.
        Numbers(result, "rmst0")[0].ShouldBe(8.0 / 3, 1e-14);
        Numbers(result, "rmst1")[0].ShouldBe(10.0 / 3, 1e-14);
    }

    [Theory]
    [InlineData("\uFEFFtime,event,arm,x\r\n1,1,a,0.5\r\n3,1,a,1.5\r\n4,0,a,2\r\n2,1,b,0\r\n5,1,b,1\r\n3,0,b,2.5\r\n")]
    [InlineData("time;event;arm;x\n1;1;a;0.5\n3;1;a;1.5\n4;0;a;2\n2;1;b;0\n5;1;b;1\n3;0;b;2.5")]
    [InlineData("\"time\",\"event\",\"arm\",\"x\"\n\"1\",1,\"a\",0.5\n3,\"1\",a,1.5\n\n4,0,a,2\n2,1, b ,0\n5,1,b,1\n3,0,b,2.5\n")]
    [InlineData("time\tevent\tarm\tx\n1\t1\ta\t0.5\n3\t1\ta\t1.5\n4\t0\ta\t2\n2\t1\tb\t0\n5\t1\tb\t1\n3\t0\tb\t2.5\n")]
    [InlineData("x,extra,arm,event,time\n0.5,\"a, quoted\",a,1,1\n1.5,\"two\nlines\",a,1,3\n2,,a,0,4\n0,,b,1,2\n1,,b,1,5\n2.5,,b,0,3\n,,,1,9\n")]
    public async Task Every_way_to_write_the_same_table_gives_the_same_answer(string text)
    {
        var (exitCode, output, messages) = await RunAsync(text, "logrank", "--group", "arm", "--json");

        exitCode.ShouldBe(0, messages);
        JsonDocument.Parse(output).RootElement.GetProperty("chisq").GetDouble().ShouldBe(0.36 / 0.74, 1e-14);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("\n\n", "is empty")]
    [InlineData("time,event,arm\n", "has no rows")]
    [InlineData("days,event,arm\n1,1,a\n", "has no column 'time': it has days, event, arm")]
    [InlineData("time,event,arm,time\n1,1,a,2\n", "has two columns 'time'")]
    [InlineData("time,event,arm\n1,1,a\nsoon,1,b\n", "time is 'soon' on line 3, which is not a number")]
    [InlineData("time,event,arm\n1,1,a\n-2,1,b\n", "time is -2 on line 3: a time cannot be negative")]
    [InlineData("time,event,arm\n1,1,a\n,1,b\n", "time is missing on line 3")]
    [InlineData("time,event,arm\n1,1,a\nNaN,1,b\n", "time is 'NaN' on line 3, which is not a number")]
    [InlineData("time,event,arm\n1,1,a\n1e999,1,b\n", "time is '1e999' on line 3, which is not a number")]
    [InlineData("time,event,arm\n1,2,a\n2,1,b\n", "event is '2' on line 2, neither 0 nor 1: say with --event-value")]
    [InlineData("time,event,arm\n1,,a\n2,1,b\n", "event is missing on line 2")]
    [InlineData("time,event,arm\n1,0,a\n2,0,b\n", "There are no events")]
    [InlineData("time,event,arm\n1,1,a\n2,1,a\n", "only the value a")]
    [InlineData("time,event,arm\n1,1\n2,1,b\n", "has 2 fields on line 2, but 3 columns")]
    [InlineData("time,event,arm\n1,1,\"a\n2,1,b\n", "quotation mark")]
    [InlineData("time,event,arm\n1,1,\n2,1,NA\n", "nothing is left to analyze")]
    [InlineData("\0\u0001\u0002\0", "is not a text file")]
    public async Task A_bad_file_is_one_sentence(string text, string sentence)
    {
        var (exitCode, output, messages) = await RunAsync(text, "logrank", "--group", "arm", "--json");

        exitCode.ShouldBe(1, output);
        output.ShouldBeEmpty();
        messages.ShouldContain(sentence);
        messages.TrimEnd('\n').ShouldNotContain("\n");
        messages.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("logrank", "--group", "arm")]
    [InlineData("cox", "--group", "arm")]
    [InlineData("cox", "--covariates", "arm")]
    public async Task More_groups_than_anybody_compares_are_refused_in_a_sentence(params string[] words)
    {
        var text = new StringBuilder("time,event,arm\n");
        for (var row = 0; row < 3000; row++)
            text.Append(row + 1).Append(",1,p").Append(row).Append('\n');

        var (exitCode, output, messages) = await RunAsync(text.ToString(), words);

        exitCode.ShouldBe(1);
        output.ShouldBeEmpty();
        messages.Trim().ShouldBe("arm has 3000 different values, and at most 100 groups are compared: name another column, or join values.");
    }

    [Theory]
    [InlineData("Option '--tau' is required.", "rmst", "--group", "arm")]
    [InlineData("--tau is '-1': write a time above 0.", "rmst", "--group", "arm", "--tau", "-1")]
    [InlineData("--conf is '95': write a number between 0 and 1", "km", "--conf", "95")]
    [InlineData("--conf-type is 'loglog': write log, log-log", "km", "--conf-type", "loglog")]
    [InlineData("--ties is 'average': write efron, breslow or exact.", "cox", "--covariates", "x", "--ties", "average")]
    [InlineData("--levels 'arm' names no values", "cox", "--group", "arm", "--levels", "arm")]
    [InlineData("--rho is 'much': write a number of at least 0.", "logrank", "--group", "arm", "--rho", "much")]
    public async Task Wrong_words_are_refused_with_2(string sentence, params string[] words)
    {
        var (exitCode, output, messages) = await RunAsync(Good, words);

        exitCode.ShouldBe(2, messages);
        output.ShouldBeEmpty();
        messages.ShouldStartWith(sentence);
    }

    [Fact]
    public async Task Competing_events_come_with_a_curve_each()
    {
        var (exitCode, output, messages) = await RunAsync("time,event\n1,relapse\n2,death\n3,0\n4,relapse\n5,death\n", "cif", "--json");

        exitCode.ShouldBe(0, messages);
        var causes = JsonDocument.Parse(output).RootElement.GetProperty("curves")[0].GetProperty("causes");
        causes[0].GetProperty("cause").GetString().ShouldBe("relapse");
        Numbers(causes[0], "cif").ShouldBe([0.2, 0.2, 0.2, 0.5, 0.5], 1e-15);
    }

    [Theory]
    [InlineData("time,event\n5,1\n")]
    [InlineData("time,event\n0,0\n")]
    [InlineData("time,event\n0,1\n0,1\n")]
    [InlineData("time,event\n1,0\n2,0\n3,0\n")]
    public async Task The_smallest_tables_have_a_curve(string text)
    {
        var (exitCode, output, messages) = await RunAsync(text, "km", "--json");

        exitCode.ShouldBe(0, messages);
        JsonDocument.Parse(output).RootElement.GetProperty("curves").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_monotone_likelihood_is_said()
    {
        var (exitCode, output, messages) = await RunAsync("time,event,x\n1,1,1\n2,1,1\n3,1,1\n4,0,0\n5,0,0\n6,0,0\n", "cox", "--covariates", "x", "--firth");

        exitCode.ShouldBe(0, messages);
        output.ShouldContain("The likelihood is monotone in x");
    }

    private static async Task<(int ExitCode, string Output, string Messages)> RunAsync(string text, params string[] words)
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathTo("rows.csv");
        await File.WriteAllTextAsync(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return await RunningProgram.RunAsync(["survival", words[0], path, "--time", "time", "--event", "event", .. words[1..]]);
    }

    private static double[] Numbers(JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Null ? double.NaN : item.GetDouble())];
}
