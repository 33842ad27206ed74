using System.Text.Json;

namespace Equipoise.Tests;

/// <summary><c>equipoise design</c> from the outside.</summary>
public sealed class DesignVerbTests
{
    [Fact]
    public async Task Events_come_with_the_ratio_that_is_just_significant()
    {
        var result = await JsonAsync("events", "--hr", "0.5", "--alpha", "0.025", "--power", "0.8");

        // 4·(1.959964 + 0.841621)²/log²(½) = 65.34.
        result.GetProperty("events").GetDouble().ShouldBe(65.345, 1e-2);
        result.GetProperty("events_ceil").GetInt32().ShouldBe(66);
        result.GetProperty("hr_at_crit").GetDouble().ShouldBe(Math.Exp(-1.959963984540054 * 2 / Math.Sqrt(66)), 1e-12);
    }

    [Theory]
    [InlineData("--p", "2")]
    [InlineData("--p", "0.01,abc")]
    [InlineData("--p", "NaN,0.1")]
    [InlineData("--p", "0.01,0.02", "--ratios", "-1,1")]
    public async Task P_values_that_are_none_are_refused_in_a_sentence(params string[] words)
    {
        var (code, output, messages) = await RunningProgram.RunAsync(["design", "multiplicity", .. words]);

        code.ShouldBe(2);
        output.ShouldBeEmpty();
        messages.Trim().ShouldSatisfyAllConditions(text => text.ShouldContain(" is '"), text => text.ShouldNotContain("   at "));
    }

    [Fact]
    public async Task Limits_spend_all_of_alpha()
    {
        var result = await JsonAsync("boundaries", "--spending", "hsd:-4", "--timing", "0.5,0.75,1", "--alpha", "0.025", "--sided", "1");

        result.GetProperty("z").GetArrayLength().ShouldBe(3);
        result.GetProperty("nominal_p").GetArrayLength().ShouldBe(3);
        result.GetProperty("cum_spend")[2].GetDouble().ShouldBe(0.025, 1e-12);
    }

    [Fact]
    public async Task Two_sides_halve_alpha()
    {
        var (one, two) = (await JsonAsync("events", "--hr", "0.7", "--alpha", "0.025"), await JsonAsync("events", "--hr", "0.7", "--alpha", "0.05", "--sided", "2"));

        two.GetProperty("events").GetDouble().ShouldBe(one.GetProperty("events").GetDouble(), 1e-9);
    }

    [Fact]
    public async Task Arms_that_share_a_control_arm_have_their_events_by_month()
    {
        string[] calendar = ["--accrual", "0:10,3:20,6:35", "--accrual-duration", "25.714285714285715", "--median", "12.3", "--dropout", "0.003"];

        var result = await JsonAsync(["predict", "--hr", "0.75", "--hr", "0.7", "--times", "24,44.5", .. calendar]);
        var pair = await JsonAsync(["predict", "--hr", "0.75", "--times", "24,44.5", "--accrual", "0:6.666666666666667,3:13.333333333333334,6:23.333333333333332", .. calendar[2..]]);
        var months = await JsonAsync(["duration", "--hr", "0.75", "--hr", "0.7", "--events", "380", .. calendar]);

        result.GetProperty("subjects")[1].GetDouble().ShouldBe(780, 1e-9);
        var comparisons = result.GetProperty("comparisons");
        comparisons[0].GetProperty("events")[1].GetDouble().ShouldBe(pair.GetProperty("events")[1].GetDouble(), 1e-9);
        var (control, arms) = (result.GetProperty("events_control")[1].GetDouble(), result.GetProperty("events_by_arm"));
        result.GetProperty("events")[1].GetDouble().ShouldBe(control + arms[0][1].GetDouble() + arms[1][1].GetDouble(), 1e-9);
        months.GetProperty("comparisons")[0].GetProperty("time")[0].GetDouble().ShouldBeLessThan(months.GetProperty("comparisons")[1].GetProperty("time")[0].GetDouble());
    }

    [Theory]
    [InlineData("--hr", "0.7", "--hr", "abc")]
    [InlineData("--hr", "0.7", "--hr", "0:0.7,0:0.8")]
    public async Task A_hazard_ratio_of_an_arm_that_is_none_is_refused_in_a_sentence(params string[] ratios)
    {
        var (code, output, messages) = await RunningProgram.RunAsync(["design", "duration", .. ratios, "--events", "100", "--accrual", "20", "--accrual-duration", "26", "--median", "12"]);

        code.ShouldBe(2);
        output.ShouldBeEmpty();
        messages.ShouldStartWith("--hr");
    }

    [Fact]
    public async Task Very_many_looks_are_refused_in_a_sentence()
    {
        var (exitCode, output, messages) = await RunningProgram.RunAsync("design", "boundaries", "--timing", string.Join(',', Enumerable.Range(1, 2000).Select(look => (look / 2000.0).ToString(System.Globalization.CultureInfo.InvariantCulture))));

        exitCode.ShouldBe(1);
        output.ShouldBeEmpty();
        messages.Trim().ShouldBe("There are 2000 looks: write 1 to 50.");
    }

    [Fact]
    public async Task An_infeasible_design_is_refused_in_words()
    {
        var (exitCode, output, messages) = await RunningProgram.RunAsync(
            "design", "duration", "--events", "600", "--hr", "0.75", "--accrual", "20", "--accrual-duration", "26", "--median", "12.3", "--json");

        exitCode.ShouldBe(1);
        output.ShouldBeEmpty();
        messages.ShouldStartWith("The design needs 600 events; 520 participants with this dropout can give at most 520");
    }

    [Fact]
    public async Task Limits_for_futility_come_beside_the_others()
    {
        var result = await JsonAsync("boundaries", "--spending", "hsd:-4", "--futility", "hsd:-2", "--timing", "0.5,1", "--alpha", "0.025", "--power", "0.9");

        result.GetProperty("futility_z")[1].GetDouble().ShouldBe(result.GetProperty("z")[1].GetDouble());
        result.GetProperty("futility_H1")[1].GetDouble().ShouldBe(0.1, 1e-10);
        result.GetProperty("binding").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_look_has_estimates_and_the_power_of_what_is_to_come()
    {
        var result = await JsonAsync("interim", "--spending", "obf", "--timing", "0.5,1", "--look", "1", "--z", "-1.5", "--information", "100");

        // At a first look the estimate is z/√I.
        result.GetProperty("stagewise").GetProperty("thetahat").GetDouble().ShouldBe(-1.5 / Math.Sqrt(50), 1e-10);
        result.GetProperty("information_fraction").GetDouble().ShouldBe(0.5);
        result.GetProperty("conditional_power").GetProperty("trend").GetDouble().ShouldBeLessThan(0.001);
    }

    [Fact]
    public async Task A_test_of_two_sides_is_crossed_below_too()
    {
        (await JsonAsync("interim", "--sided", "2", "--alpha", "0.05", "--look", "1", "--z", "-4")).GetProperty("crossed").GetBoolean().ShouldBeTrue();
        (await JsonAsync("interim", "--look", "1", "--z", "-4")).GetProperty("crossed").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_study_has_a_table_of_designs()
    {
        var result = await JsonAsync("study", "NCT07264075");

        result.GetProperty("designs").GetArrayLength().ShouldBe(36);
        var never = result.GetProperty("designs").EnumerateArray().Single(row => row.GetProperty("events").GetInt32() == 600);
        never.GetProperty("month").ValueKind.ShouldBe(JsonValueKind.Null);
        never.GetProperty("refused").GetString()!.ShouldStartWith("The design needs 600 events; 520 participants");
    }

    [Fact]
    public async Task P_values_are_adjusted_by_every_method()
    {
        var result = await JsonAsync("multiplicity", "--p", "0.01,0.02", "--alpha", "0.025");

        result.GetProperty("holm").GetProperty("adjusted").EnumerateArray().Select(value => value.GetDouble()).ShouldBe([0.02, 0.02]);
        result.GetProperty("graph").GetProperty("rejected")[1].GetBoolean().ShouldBeTrue();
        // Two arms and one control of one size: 2.21213 at 0.025.
        result.GetProperty("dunnett").GetProperty("c").GetDouble().ShouldBe(2.21213, 1e-5);
    }

    [Theory]
    [InlineData("There is no spending function 'obrien': write obf, pocock, hsd:-4 or power:3.", "boundaries", "--spending", "obrien")]
    [InlineData("--sided is '3': write 1 or 2.", "events", "--hr", "0.7", "--sided", "3")]
    [InlineData("--binding says how", "boundaries", "--binding")]
    [InlineData("--graph-weights has 1 numbers, but there are 2 p-values", "multiplicity", "--p", "0.1,0.2", "--graph-weights", "1")]
    [InlineData("--hr is '1': write a number from 0.01 to 100 that is not 1.", "events", "--hr", "1")]
    [InlineData("--hr is '1e-300': write a number from 0.01 to 100 that is not 1.", "events", "--hr", "1e-300")]
    [InlineData("--z is '1e300': write a number from -20 to 20.", "interim", "--timing", "0.5,1", "--look", "1", "--z", "1e300")]
    [InlineData("--accrual: A rate has pieces that begin at 0", "duration", "--events", "10", "--hr", "0.7", "--accrual", "3:5,1:2", "--accrual-duration", "9", "--median", "12")]
    public async Task Wrong_words_are_refused_with_2(string sentence, params string[] words)
    {
        var (exitCode, output, messages) = await RunningProgram.RunAsync(["design", .. words]);

        exitCode.ShouldBe(2, messages);
        output.ShouldBeEmpty();
        messages.ShouldStartWith(sentence);
    }

    [Fact]
    public async Task An_error_too_small_for_limits_is_a_sentence_and_the_help_names_functions_as_they_are_written()
    {
        var (exitCode, output, messages) = await RunningProgram.RunAsync("design", "boundaries", "--alpha", "1e-300");

        (exitCode, output).ShouldBe((1, ""));
        messages.ShouldBe($"The error probability is 1E-300: below 1E-50 limits cannot be computed; write a larger one.{Environment.NewLine}");
        (await RunningProgram.RunAsync("design", "boundaries", "--help")).Output.ShouldContain("[default: obf]");
    }

    private static async Task<JsonElement> JsonAsync(params string[] words)
    {
        var (exitCode, output, messages) = await RunningProgram.RunAsync(["design", .. words, "--json"]);
        exitCode.ShouldBe(0, messages);
        return JsonDocument.Parse(output).RootElement.Clone();
    }
}
