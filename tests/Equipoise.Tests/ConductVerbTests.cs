using System.Text;
using System.Text.Json;

namespace Equipoise.Tests;

/// <summary>The commands that apply a trial's rules to files: <c>recist</c>, <c>derive</c>, <c>ctcae</c>, <c>randomize</c>.</summary>
public sealed class ConductVerbTests
{
    private const string Lesions = """
        subject,date,evaluator,lesion,role,site,nodal,diameter_mm,state
        S1,2026-01-01,INV,T1,target,lung,0,60,measured
        S1,2026-01-01,INV,N1,non-target,liver,0,,present
        S1,2026-02-12,INV,T1,target,lung,0,40,measured
        S1,2026-02-12,INV,N1,non-target,liver,0,,present
        S2,2026-01-01,INV,N1,non-target,liver,0,,present
        S2,2026-02-12,INV,N1,non-target,liver,0,,not-evaluated
        S2,2026-02-12,INV,X1,new,bone,0,,equivocal

        """;

    [Fact]
    public async Task Responses_come_as_assessments_and_best()
    {
        var (exitCode, output, messages) = await RunAsync(Lesions, "recist", "FILE", "--json");

        exitCode.ShouldBe(0, messages);
        output.TrimEnd().ShouldBe(
            """{"assessments":[{"subject":"S1","evaluator":"INV","date":"2026-02-12","sum":40,"nadir":60,"target":"PR","nontarget":"NON-CR/NON-PD","newlesion":"N","overall":"PR"},{"subject":"S2","evaluator":"INV","date":"2026-02-12","sum":null,"nadir":null,"target":"","nontarget":"NE","newlesion":"NE","overall":"NE"}],"best":[{"subject":"S1","evaluator":"INV","bor":"PR","date":"2026-02-12"},{"subject":"S2","evaluator":"INV","bor":"NE","date":"2026-02-12"}]}""");
    }

    [Theory]
    [InlineData("PR", "FILE")]
    [InlineData("SD", "FILE", "--confirm")]
    [InlineData("SD", "--confirm", "FILE")]
    [InlineData("SD", "FILE", "--confirm", "14")]
    [InlineData("NE", "FILE", "--confirm", "--min-sd-days", "43")]
    public async Task Confirmation_is_off_unless_asked_for(string best, params string[] words)
    {
        var (exitCode, output, messages) = await RunAsync(Lesions, ["recist", .. words, "--json"]);

        exitCode.ShouldBe(0, messages);
        JsonDocument.Parse(output).RootElement.GetProperty("best")[0].GetProperty("bor").GetString().ShouldBe(best);
    }

    [Theory]
    [InlineData(",60,measured", ",sixty,measured", "diameter_mm is 'sixty' on line 2: write a number of millimeters")]
    [InlineData(",60,measured", ",-6,measured", "diameter_mm is '-6' on line 2")]
    [InlineData(",60,measured", ",,measured", "Line 2: lesion T1 is measured but has no diameter_mm")]
    [InlineData("S1,2026-01-01,INV,T1", "S1,01.01.2026,INV,T1", "date is '01.01.2026' on line 2: write a day such as 2026-03-04")]
    [InlineData("T1,target,lung,0,60", "T1,goal,lung,0,60", "role is 'goal' on line 2: write target, non-target, new")]
    [InlineData(",present", ",fine", "state is 'fine' on line 3")]
    [InlineData("lung,0,60", "lung,no,60", "nodal is 'no' on line 2: write 1 for a lymph node or 0")]
    [InlineData("subject,", "patient,", "has no column 'subject'")]
    [InlineData("lung,0,40,measured", "lung,0,40,absent", "Line 4: lesion T1 is absent but has a diameter of 40 mm; take away the diameter, or call it measured.")]
    [InlineData("lung,0,40", "lung,1,40", "Line 4: lesion T1 is a lymph node, other than at Line 2; give both rows the same.")]
    public async Task A_bad_row_is_told_by_its_line_and_column(string right, string wrong, string sentence)
    {
        var place = Lesions.IndexOf(right, StringComparison.Ordinal);
        var (exitCode, output, messages) = await RunAsync(Lesions[..place] + wrong + Lesions[(place + right.Length)..], "recist", "FILE", "--json");

        exitCode.ShouldBe(1);
        output.ShouldBeEmpty();
        messages.ShouldContain(sentence);
        messages.TrimEnd().ShouldNotContain('\n');
    }

    [Fact]
    public async Task The_overall_response_is_told_row_by_row()
    {
        var (exitCode, output, messages) = await RunAsync("target,nontarget,newlesion\nCR,NE,N\n,,N\nSD,,NE\nPR,CR,Y\n", "recist", "overall", "FILE", "--json");

        exitCode.ShouldBe(0, messages);
        output.TrimEnd().ShouldBe("""{"rows":[{"target":"CR","nontarget":"NE","newlesion":"N","overall":"PR"},{"target":"","nontarget":"","newlesion":"N","overall":"NED"},{"target":"SD","nontarget":"","newlesion":"NE","overall":"SD"},{"target":"PR","nontarget":"CR","newlesion":"Y","overall":"PD"}]}""");
        (await RunAsync("target,nontarget,newlesion\nXX,,N\n", "recist", "overall", "FILE")).Messages.ShouldStartWith("target is 'XX' on line 2: write CR, PR, SD, PD, NE");
    }

    [Fact]
    public async Task Creatinine_clearance_comes_beside_what_it_came_from()
    {
        var (exitCode, output, messages) = await RunAsync("sex,age,weight_kg,creatinine,unit\nF,65,72,1,mg/dL\nmale,65,72,88.42,µmol/L\n", "derive", "crcl", "FILE", "--json");

        exitCode.ShouldBe(0, messages);
        var rows = JsonDocument.Parse(output).RootElement.GetProperty("rows").EnumerateArray().ToList();
        rows.Select(row => row.GetProperty("crcl").GetDouble()).ShouldBe([63.75, 75], 1e-9);
        rows[1].GetProperty("unit").GetString().ShouldBe("µmol/L");
    }

    [Theory]
    [InlineData("X,65,72,1,mg/dL", "sex is 'X' on line 2: write F or M.")]
    [InlineData("F,165,72,1,mg/dL", "age is '165' on line 2: write years from 0 to 120.")]
    [InlineData("F,65,720,1,mg/dL", "weight_kg is '720' on line 2")]
    [InlineData("F,65,72,0,mg/dL", "creatinine is '0' on line 2: write a number above 0.")]
    [InlineData("F,65,72,88,mg/dL", "creatinine is 88 mg/dL on line 2, which nobody has (that is 88 mg/dL): correct the number or its unit.")]
    [InlineData("F,65,72,1,umol/L", "creatinine is 1 umol/L on line 2, which nobody has (that is 0.0113 mg/dL)")]
    [InlineData("F,65,72,1,stone", "unit is 'stone' on line 2: write mg/dL, umol/L or mmol/L.")]
    public async Task What_cannot_be_is_not_derived_from(string row, string sentence)
    {
        var (exitCode, _, messages) = await RunAsync($"sex,age,weight_kg,creatinine,unit\n{row}\n", "derive", "crcl", "FILE");

        exitCode.ShouldBe(1);
        messages.ShouldStartWith(sentence);
    }

    [Fact]
    public async Task Laboratory_values_are_graded()
    {
        var (exitCode, output, messages) = await RunAsync("test,value,unit,lln,uln,baseline\nHemoglobin,95,g/L,120,160,\nALT,130,U/L,,40,100\nALT,130,U/L,,,\n", "ctcae", "FILE", "--json");

        exitCode.ShouldBe(0, messages);
        var rows = JsonDocument.Parse(output).RootElement.GetProperty("rows");
        rows[0].GetRawText().ShouldBe("""{"test":"Hemoglobin","value":95,"unit":"g/L","lln":120,"uln":160,"baseline":null,"grade":2,"direction":"L","rule":"Anemia, grade 2: < 100 (g/L)"}""");
        rows[1].GetProperty("grade").GetInt32().ShouldBe(0);
        rows[2].GetProperty("grade").ValueKind.ShouldBe(JsonValueKind.Null);
        (await RunAsync("test,value,unit,lln,uln,baseline\nALT,high,U/L,,40,\n", "ctcae", "FILE")).Messages.ShouldStartWith("value is 'high' on line 2");
    }

    [Theory]
    [InlineData("ALT,200,U/L,40,10,", "lln is 40 on line 2, above uln, 10: exchange them, or correct one.")]
    [InlineData("ALT,200,U/L,,0,", "uln is 0 on line 2: write the upper limit of normal, or nothing where it is not known.")]
    public async Task Limits_of_normal_that_cannot_be_are_told(string row, string sentence)
    {
        var (exitCode, output, messages) = await RunAsync($"test,value,unit,lln,uln,baseline\n{row}\n", "ctcae", "FILE", "--json");

        (exitCode, output).ShouldBe((1, ""));
        messages.ShouldStartWith(sentence);
    }

    [Theory]
    [InlineData("""{"arms":3,"ratio":[1,1,1],"weights":[1],"method":"range","p":0.8,"marginCountsForSubject":[[3,2,4]]}""", """{"arms":3,"ratio":[1,1,1],"weights":[1],"method":"range","p":0.8,"marginCountsForSubject":[[3,2,4]],"imbalanceIfAssigned":[2,1,3],"preferred":[1],"probabilities":[0.1,0.8,0.1]}""")]
    [InlineData("""[]""", """[]""")]
    [InlineData("""{"cases":[]}""", """{"cases":[]}""")]
    public async Task A_state_is_weighed_and_given_back_with_the_answer(string file, string expected)
    {
        var (exitCode, output, messages) = await RunAsync(file, "randomize", "minimize", "FILE", "--json");

        exitCode.ShouldBe(0, messages);
        output.TrimEnd().ShouldBe(expected);
    }

    [Theory]
    [InlineData("{\n\"ratio\": [1", "line 2 breaks off or has a sign that JSON does not have there")]
    [InlineData("""{"ratio":[1],"ratio":[2]}""", "the key 'ratio' stands twice in one object")]
    [InlineData("3", "write an object, a list of objects, or a list under cases")]
    [InlineData("""[{"ratio":[1,1],"p":2,"method":"sd","marginCountsForSubject":[[1,2]]}]""", "object 1: The probability is from 0.5, the share of one of 2 arms, to 1.")]
    [InlineData("""[{"ratio":[1,1,1],"p":0.1,"method":"sd","marginCountsForSubject":[[1,2,3]]}]""", "object 1: The probability is from 0.3333, the share of one of 3 arms, to 1.")]
    [InlineData("""[{"ratio":[1,1],"p":1,"method":"sd","weights":[1e308],"marginCountsForSubject":[[1,2]]}]""", "object 1: The weights have a number from 0 to 1000000 for each factor, and not all are 0.")]
    [InlineData("""[{"ratio":[1,1],"p":1,"method":"sd","arms":["A","A"],"marginCountsForSubject":[[1,2]]}]""", "object 1: arms names 'A' twice.")]
    [InlineData("""[{"ratio":[1,1],"p":1,"method":"mode","marginCountsForSubject":[[1,2]]}]""", "object 1: method is not what it should be: write range, variance or sd.")]
    [InlineData("""[{"arms":3,"ratio":[1,1],"p":1,"method":"sd","marginCountsForSubject":[[1,2]]}]""", "object 1: arms says 3, but ratio has 2 parts.")]
    [InlineData("""[{"ratio":[1,1],"p":1,"method":"sd","marginCountsForSubject":[[1,2,3]]}]""", "object 1: The counts have a row for each factor")]
    public async Task A_state_that_cannot_be_is_named(string file, string sentence)
    {
        var (exitCode, output, messages) = await RunAsync(file, "randomize", "minimize", "FILE", "--json");

        (exitCode, output).ShouldBe((1, ""));
        messages.ShouldContain(sentence);
    }

    [Fact]
    public async Task A_list_is_planned_from_a_seed_and_checked_against_it()
    {
        using var folder = new TemporaryFolder();
        var (seed, list) = (folder.PathTo("seed"), folder.PathTo("list.csv"));
        string[] scheme = ["--ratio", "1:1:1", "--block-sizes", "6,9", "--levels", "2"];

        var plan = await RunningProgram.RunAsync(["randomize", "plan", .. scheme, "--new-seed", seed, "--slots", "12"]);
        plan.ExitCode.ShouldBe(0, plan.Messages);
        plan.Output.Split('\n')[..2].ShouldBe(["stratum,position,block,block_size,arm", plan.Output.Split('\n')[1]]);
        await File.WriteAllTextAsync(list, plan.Output, TestContext.Current.CancellationToken);

        var check = await RunningProgram.RunAsync(["randomize", "check", list, .. scheme, "--seed-file", seed, "--json"]);
        check.ExitCode.ShouldBe(0, check.Messages);
        JsonDocument.Parse(check.Output).RootElement.GetProperty("slots").GetInt32().ShouldBe(24);
        var commitment = JsonDocument.Parse(check.Output).RootElement.GetProperty("commitment").GetString()!;
        plan.Messages.ShouldContain(commitment);

        var lines = plan.Output.Split('\n');
        lines[3] = lines[3][..^1] + (lines[3].EndsWith('A') ? "B" : "A");
        await File.WriteAllTextAsync(list, string.Join('\n', lines), TestContext.Current.CancellationToken);
        var altered = await RunningProgram.RunAsync(["randomize", "check", list, .. scheme, "--seed-file", seed, "--commitment", new string('0', 64)]);
        altered.ExitCode.ShouldBe(1);
        altered.Messages.ShouldContain("not the one given");
        altered.Messages.ShouldContain("on line 4, but the seed makes position 3 of L1 arm");
        // A seed is never written over.
        (await RunningProgram.RunAsync(["randomize", "plan", .. scheme, "--new-seed", seed])).ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task A_scheme_is_tried_before_it_goes_live()
    {
        string[] words = ["randomize", "simulate", "--study", "NCT07264075", "--participants", "120", "--trials", "20"];

        var json = JsonDocument.Parse((await RunningProgram.RunAsync([.. words, "--json"])).Output).RootElement;
        json.GetProperty("strata").GetInt32().ShouldBe(36);
        json.GetProperty("predictability").GetProperty("exact")[0].GetProperty("correctGuess").GetDouble().ShouldBe(0.5611, 0.0001);
        json.GetProperty("imbalance").GetProperty("worstStratum").GetProperty("max").GetDouble().ShouldBeLessThanOrEqualTo(3);
        (await RunningProgram.RunAsync(words)).Output.ShouldContain("By its blocks no stratum can be out of balance by more than 3.");
    }

    [Theory]
    [InlineData("Name one scheme")]
    [InlineData("7 is no block size", "--ratio", "1:1:1", "--block-sizes", "7")]
    [InlineData("name the number of their levels by --levels", "--ratio", "1:1", "--minimize", "sd")]
    [InlineData("--ratio is '1:x'", "--ratio", "1:x", "--block-sizes", "6")]
    public async Task Wrong_words_are_told(string sentence, params string[] words)
    {
        var (exitCode, _, messages) = await RunningProgram.RunAsync(["randomize", "simulate", .. words]);

        exitCode.ShouldBe(2);
        messages.ShouldContain(sentence);
    }

    private static async Task<(int ExitCode, string Output, string Messages)> RunAsync(string text, params string[] words)
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathTo("file");
        await File.WriteAllTextAsync(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return await RunningProgram.RunAsync([.. words.Select(word => word == "FILE" ? path : word)]);
    }
}
