using System.Text.Json;

namespace Equipoise.Tests;

/// <summary>The verbs that read criteria and judge patients.</summary>
public sealed class ScreeningTests
{
    private const string Patient = """{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","id":"p1","birthDate":"1946-11-22"}}]}""";

    [Fact]
    public async Task Criteria_of_a_text_come_as_the_documented_JSON()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.PathTo("text.txt"), "Inclusion Criteria:\n\n* Age ≥ 18 years on a rainy day", TestContext.Current.CancellationToken);

        var (exitCode, output, messages) = await RunningProgram.RunAsync("criteria", "--text", folder.PathTo("text.txt"), "--json", "--data", folder.PathTo("data"));

        exitCode.ShouldBe(0, messages);
        var document = JsonDocument.Parse(output).RootElement;
        document.GetProperty("study").ValueKind.ShouldBe(JsonValueKind.Null);
        document.GetProperty("criteria")[0].GetRawText().ShouldBe(
            """{"id":"inclusion-1","polarity":"inclusion","text":"Age ≥ 18 years on a rainy day","start":23,"end":52,"class":"partial","tree":{"fact":"age","op":">=","value":18,"unit":"a"},"residue":[{"start":43,"end":52,"text":"rainy day"}]}""");
        document.GetProperty("lint").GetArrayLength().ShouldBe(0);
        Directory.Exists(folder.PathTo("data")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_text_in_place_of_its_file_is_told_how_it_goes_in()
    {
        var (exitCode, output, messages) = await RunningProgram.RunAsync("criteria", "--text", "Age over 18");

        exitCode.ShouldBe(1);
        output.ShouldBeEmpty();
        messages.ShouldContain("Age over 18 cannot be read: there is no file of that name, which --text takes.");
        messages.ShouldContain("equipoise criteria --text -");
    }

    [Fact]
    public async Task Criteria_are_told_in_names_that_people_know_and_what_is_unread_beside_them()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.PathTo("text.txt"), "Inclusion Criteria:\n\n* Creatinine clearance >= 60 mL/min\n* Systolic blood pressure < 160 mmHg\n* Platelets >= 100 x 10^9/L and a sunny disposition\n", TestContext.Current.CancellationToken);

        var (exitCode, output, messages) = await RunningProgram.RunAsync("criteria", "--text", folder.PathTo("text.txt"), "--data", folder.PathTo("data"));

        exitCode.ShouldBe(0, messages);
        output.ShouldContain("  means  creatinine clearance at least 60 mL/min\n", Case.Sensitive);
        output.ShouldContain("  means  systolic blood pressure less than 160 mmHg\n", Case.Sensitive);
        output.ShouldContain("inclusion-3  partial\n", Case.Sensitive);
        output.ShouldContain("  unread and … sunny disposition\n", Case.Sensitive);
        foreach (var kept in new[] { "creatinineClearance", "mm[Hg]", "10*9/L" })
            output.ShouldNotContain(kept, Case.Sensitive);
    }

    [Fact]
    public async Task Criteria_of_a_sample_study_need_no_database()
    {
        using var folder = new TemporaryFolder();

        var (exitCode, output, messages) = await RunningProgram.RunAsync("criteria", "NCT07264075", "--data", folder.PathTo("data"));

        exitCode.ShouldBe(0, messages);
        output.ShouldContain("inclusion-10.a.i  computable");
        output.ShouldContain("lost-superscript (inclusion-10.a.i)");
        Directory.Exists(folder.PathTo("data")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("json", """{"study":"NCT07264075","criteria":[{"id":"inclusion-1",""")]
    [InlineData("usdm", """{"usdmVersion":"4.0.0",""")]
    [InlineData("evidence-variable", """{"resourceType":"EvidenceVariable","id":"NCT07264075-eligibility",""")]
    public async Task Criteria_of_a_protocol_come_in_the_forms_of_others(string format, string beginning)
    {
        using var folder = new TemporaryFolder();

        var (exitCode, output, messages) = await RunningProgram.RunAsync("criteria", "NCT07264075", "--criteria", "protocol", "--format", format, "--data", folder.PathTo("data"));

        exitCode.ShouldBe(0, messages);
        output.ShouldStartWith(beginning);
        JsonDocument.Parse(output).RootElement.ValueKind.ShouldBe(JsonValueKind.Object);
    }

    [Fact]
    public async Task A_patient_of_exactly_eighty_is_too_old_for_Illumine()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.PathTo("patient.json"), Patient, TestContext.Current.CancellationToken);

        var (exitCode, output, messages) = await RunningProgram.RunAsync("screen", "--study", "NCT07264075", "--patient", folder.PathTo("patient.json"), "--as-of", "2026-11-22", "--json", "--data", folder.PathTo("data"));

        exitCode.ShouldBe(0, messages);
        var document = JsonDocument.Parse(output).RootElement;
        document.GetProperty("criteriaSource").GetString().ShouldBe("protocol");
        document.GetProperty("patients")[0].GetProperty("answer").GetString().ShouldBe("ineligible");
        document.GetProperty("patients")[0].GetProperty("failed")[0].GetString().ShouldBe("inclusion-2");
    }

    [Fact]
    public async Task A_patient_is_judged_by_a_protocol_file_of_ones_own_and_what_was_not_read_stands_in_the_document()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.PathTo("own.yaml"), """
            study: OWN-1
            criteria:
              - id: inclusion-1
                text: Hemoglobin at least 9 g/dL.
                tree: {fact: measurement, variable: hemoglobin, op: ">=", value: 9, unit: g/dL}
              - id: exclusion-1
                text: Chemotherapy for breast cancer, ever.
                tree: {fact: therapy, concept: chemotherapy for breast cancer}
            """, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.PathTo("patient.csv"), "fact,name,value,unit,reason\nmeasurement,hemoglobin,10,g/dL,\nmeasurement,haemo,10,g/dL,\ntherapy,cisplatin,past,,breast cancer\n", TestContext.Current.CancellationToken);

        var (exitCode, output, messages) = await RunningProgram.RunAsync("screen", "--protocol", folder.PathTo("own.yaml"), "--patient", folder.PathTo("patient.csv"), "--as-of", "2026-11-22", "--json");

        exitCode.ShouldBe(0, messages);
        var patient = JsonDocument.Parse(output).RootElement.GetProperty("patients")[0];
        patient.GetProperty("failed").GetRawText().ShouldBe("""["exclusion-1"]""");
        patient.GetProperty("criteria")[0].GetProperty("verdict").GetString().ShouldBe("Met");
        patient.GetProperty("unread").GetRawText().ShouldBe("""["line 3: there is no variable 'haemo'."]""");
    }

    [Fact]
    public async Task A_protocol_file_that_cannot_be_read_is_refused_by_its_line()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.PathTo("own.yaml"), "study: OWN-1\ncriteria:\n  - id: inclusion-1\n    text: x\n    tree: {fact: therapy, concept: chemotherapy for zorblatoma}\n", TestContext.Current.CancellationToken);

        var (exitCode, _, messages) = await RunningProgram.RunAsync("screen", "--protocol", folder.PathTo("own.yaml"), "--patient", "x");

        exitCode.ShouldBe(1);
        messages.ShouldContain("is no protocol file. Line 5");
    }

    [Theory]
    [InlineData("Name either a study or --text FILE.", "criteria")]
    [InlineData("Name either a study or --text FILE.", "criteria", "NCT07264075", "--text", "x")]
    [InlineData("--format is json, usdm or evidence-variable.", "criteria", "NCT07264075", "--format", "odm")]
    [InlineData("--criteria goes with a study, not with --text.", "criteria", "--text", "x", "--criteria", "protocol")]
    [InlineData("--as-of is not a day", "screen", "--study", "NCT07264075", "--patient", "x", "--as-of", "yesterday")]
    [InlineData("--criteria is either protocol or record.", "screen", "--study", "NCT07264075", "--patient", "x", "--criteria", "both")]
    [InlineData("Give either --study, the id of a study, or --protocol, a protocol file.", "screen", "--patient", "x")]
    [InlineData("Give either --study, the id of a study, or --protocol, a protocol file.", "screen", "--patient", "x", "--study", "NCT07264075", "--protocol", "y")]
    [InlineData("--criteria goes with --study", "screen", "--patient", "x", "--protocol", "y", "--criteria", "record")]
    [InlineData("Option '--patient' is required.", "screen", "--study", "NCT07264075")]
    public async Task Wrong_words_are_refused(string sentence, params string[] words)
    {
        var (exitCode, output, messages) = await RunningProgram.RunAsync(words);

        exitCode.ShouldBe(2, messages);
        output.ShouldBeEmpty();
        messages.ShouldStartWith(sentence);
    }

    [Theory]
    [InlineData("'dance' is not a study id", "criteria", "dance")]
    [InlineData("No study NCT99999999 is stored here: import it first", "criteria", "NCT99999999")]
    [InlineData("/nowhere/x cannot be read", "criteria", "--text", "/nowhere/x")]
    [InlineData("/ is a folder: name a file.", "criteria", "--text", "/")]
    [InlineData("/nowhere/x cannot be read", "screen", "--study", "NCT07264075", "--patient", "/nowhere/x")]
    [InlineData("/nowhere/y cannot be read", "screen", "--protocol", "/nowhere/y", "--patient", "x")]
    [InlineData("There is no protocol of NCT99999999 here", "screen", "--study", "NCT99999999", "--patient", "x", "--criteria", "protocol")]
    public async Task What_cannot_be_done_is_a_sentence(string sentence, params string[] words)
    {
        using var folder = new TemporaryFolder();

        var (exitCode, output, messages) = await RunningProgram.RunAsync([.. words, "--data", folder.PathTo("data")]);

        exitCode.ShouldBe(1, messages);
        output.ShouldBeEmpty();
        messages.ShouldStartWith(sentence);
        messages.Split('\n').Length.ShouldBe(2);
    }
}
