using System.Diagnostics;
using System.Text.Json;

namespace Equipoise.Tests;

/// <summary>The verb that matches many patients with many studies.</summary>
public sealed class MatchTests
{
    private const string Table = "patient,fact,name,value,unit,date\nann,birthDate,,1946-11-22\nann,sex,,female\nbob,birthDate,,1960-01-01\n";
    private static readonly string[] Bundles =
    [
        """{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","id":"ann","birthDate":"1946-11-22"}}]}""",
        """{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","id":"bob","birthDate":"1960-01-01"}}]}""",
    ];

    [Theory]
    [InlineData("patients.csv")]
    [InlineData("patients.ndjson")]
    [InlineData("folder")]
    public async Task Counts_and_lines_are_the_same_from_a_table_from_lines_and_from_a_folder(string form)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.PathTo("patients.csv"), Table, TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(folder.PathTo("patients.ndjson"), Bundles, TestContext.Current.CancellationToken);
        Directory.CreateDirectory(folder.PathTo("folder"));
        await File.WriteAllTextAsync(folder.PathTo("folder/1.json"), Bundles[0], TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.PathTo("folder/2.json"), Bundles[1], TestContext.Current.CancellationToken);

        var (exitCode, output, messages) = await RunningProgram.RunAsync("match", "--patients", folder.PathTo(form), "--studies", "NCT07264075", "--as-of", "2026-11-22", "--json", "--out", folder.PathTo("lines"), "--data", folder.PathTo("data"));

        exitCode.ShouldBe(0, messages);
        output.Trim().ShouldBe("""{"asOf":"2026-11-22","patients":2,"studies":[{"study":"NCT07264075","criteriaSource":"protocol","criteria":33,"computable":24,"ineligible":1,"eligibleAsFarAsComputable":0,"open":1}]}""");
        var lines = await File.ReadAllLinesAsync(folder.PathTo("lines"), TestContext.Current.CancellationToken);
        lines.Select(line => JsonDocument.Parse(line).RootElement).Select(line => (line.GetProperty("patient").GetString(), line.GetProperty("answer").GetString(), line.GetProperty("failed").GetArrayLength())).ShouldBe([("ann", "ineligible", 1), ("bob", "open", 0)]);
        Directory.Exists(folder.PathTo("data")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("patients.csv")]
    [InlineData("./../patients/patients.csv")]
    [InlineData("link.csv")]
    public async Task The_file_of_the_patients_is_never_written_over(string name)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.PathTo("patients"));
        var patients = folder.PathTo("patients/patients.csv");
        await File.WriteAllTextAsync(patients, Table, TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(folder.PathTo("patients/link.csv"), patients);

        var (exitCode, _, messages) = await RunningProgram.RunAsync("match", "--patients", patients, "--studies", "NCT07264075", "--out", Path.Combine(folder.PathTo("patients"), name), "--data", folder.PathTo("data"));

        exitCode.ShouldBe(1);
        messages.ShouldContain("holds the patients: name another file with --out.");
        (await File.ReadAllTextAsync(patients, TestContext.Current.CancellationToken)).ShouldBe(Table);
    }

    [Fact]
    public async Task The_table_tells_a_study_by_its_title()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.PathTo("patients.csv"), Table, TestContext.Current.CancellationToken);

        var lines = (await RunningProgram.RunAsync("match", "--patients", folder.PathTo("patients.csv"), "--studies", "NCT07264075", "--data", folder.PathTo("data"))).Output.Split('\n');

        var place = Array.FindIndex(lines, line => line.StartsWith("NCT07264075 ", StringComparison.Ordinal));
        lines[place + 1].ShouldContain("Ivonescimab");
        lines[place + 1].Length.ShouldBeLessThanOrEqualTo(120);
    }

    [Fact]
    public async Task A_link_to_the_file_of_the_answers_stays_a_link()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.PathTo("patients.csv"), Table, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.PathTo("answers"), "old", TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(folder.PathTo("link"), folder.PathTo("answers"));

        var (exitCode, _, messages) = await RunningProgram.RunAsync("match", "--patients", folder.PathTo("patients.csv"), "--studies", "NCT07264075", "--out", folder.PathTo("link"), "--data", folder.PathTo("data"));

        exitCode.ShouldBe(0, messages);
        new FileInfo(folder.PathTo("link")).LinkTarget.ShouldNotBeNull();
        (await File.ReadAllLinesAsync(folder.PathTo("answers"), TestContext.Current.CancellationToken)).Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_pipe_for_the_answers_is_written_to_and_not_replaced()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.PathTo("patients.csv"), Table, TestContext.Current.CancellationToken);
        using (var made = Process.Start("mkfifo", folder.PathTo("pipe")))
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);

        // Opening a pipe waits for its other end.
        var read = Task.Run(() => File.ReadAllLines(folder.PathTo("pipe")), TestContext.Current.CancellationToken);
        var (exitCode, _, messages) = await RunningProgram.RunAsync("match", "--patients", folder.PathTo("patients.csv"), "--studies", "NCT07264075", "--out", folder.PathTo("pipe"), "--data", folder.PathTo("data"));

        exitCode.ShouldBe(0, messages);
        (await read).Length.ShouldBe(2);
    }

    [Fact]
    public async Task An_empty_query_is_no_query_for_everything()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.PathTo("patients.csv"), Table, TestContext.Current.CancellationToken);

        var (exitCode, _, messages) = await RunningProgram.RunAsync("match", "--patients", folder.PathTo("patients.csv"), "--studies", "", "--data", folder.PathTo("data"));

        exitCode.ShouldBe(2);
        messages.ShouldContain("--studies is empty: name ids or words, or leave it out to match with all studies.");
    }

    [Fact]
    public async Task A_line_without_end_is_refused_and_no_patient_is_judged_by_a_part_of_the_rows()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.PathTo("patients.csv"), Table + "bob,note," + new string('x', 33 * 1024 * 1024), TestContext.Current.CancellationToken);

        var (exitCode, output, messages) = await RunningProgram.RunAsync("match", "--patients", folder.PathTo("patients.csv"), "--studies", "NCT07264075", "--data", folder.PathTo("data"));

        exitCode.ShouldBe(1);
        output.ShouldBeEmpty();
        messages.ShouldContain("A line of it is longer than 32 million characters");
    }

    [Fact]
    public async Task Without_a_query_it_is_every_study_there_is()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.PathTo("patients.csv"), Table, TestContext.Current.CancellationToken);

        var (exitCode, output, messages) = await RunningProgram.RunAsync("match", "--patients", folder.PathTo("patients.csv"), "--data", folder.PathTo("data"));

        exitCode.ShouldBe(0, messages);
        output.ShouldStartWith("2 patients, 30");
        output.ShouldContain("NCT07264075");
    }

    [Fact]
    public async Task What_cannot_be_read_is_named_and_costs_no_other_patient()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.PathTo("patients"));
        await File.WriteAllTextAsync(folder.PathTo("patients/1.json"), "{", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.PathTo("patients/2.json"), Bundles[0], TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(folder.PathTo("patients/3.ndjson"), [Bundles[1], "{\"resourceType\":", Bundles[1].Replace("bob", new string('x', 300), StringComparison.Ordinal)], TestContext.Current.CancellationToken);
        string[] words = ["match", "--patients", folder.PathTo("patients"), "--studies", "NCT07264075", "--as-of", "2026-11-22", "--data", folder.PathTo("data"), "--json"];

        var (exitCode, output, messages) = await RunningProgram.RunAsync([.. words, "--out", folder.PathTo("lines")]);

        exitCode.ShouldBe(1, messages);
        messages.ShouldContain("1.json cannot be matched. It is not JSON");
        messages.ShouldContain("3.ndjson cannot be matched. Line 2: It is not JSON");
        messages.ShouldContain("3.ndjson cannot be matched. Line 3: The id of a patient has 300 characters and begins with 'xxxxxxxxxxxxxxxxxxxx': an id has at most 256.");
        output.ShouldContain("\"patients\":2");
        (await File.ReadAllLinesAsync(folder.PathTo("lines"), TestContext.Current.CancellationToken)).Length.ShouldBe(2);
    }

    [Fact]
    public async Task In_a_folder_that_has_held_nothing_the_studies_that_ship_are_found_by_words_and_by_id_and_linted()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.PathTo("patients.csv"), Table, TestContext.Current.CancellationToken);
        string[] match = ["match", "--patients", folder.PathTo("patients.csv"), "--data", folder.PathTo("data"), "--studies"];

        (await RunningProgram.RunAsync("criteria-lint", "--data", folder.PathTo("data"))).Output.ShouldNotContain(" of 0 studies");
        (await RunningProgram.RunAsync([.. match, "head and neck cancer"])).Output.ShouldContain("NCT07264075");
        (await RunningProgram.RunAsync([.. match, "NCT07264075"])).Output.ShouldContain("NCT07264075");
    }

    [Fact]
    public async Task Each_line_that_is_not_read_is_named_up_to_twenty()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.PathTo("patients.csv"), "fact,name,value\nbirthDate,,1960\n" + string.Concat(Enumerable.Range(3, 22).Select(line => $"dream{line},,1\n")), TestContext.Current.CancellationToken);

        var messages = (await RunningProgram.RunAsync("match", "--patients", folder.PathTo("patients.csv"), "--studies", "NCT07264075", "--data", folder.PathTo("data"))).Messages;

        messages.ShouldContain("22 entries were not read:");
        messages.ShouldContain("line 3: there is no fact 'dream3'; the facts are birthDate, ");
        messages.ShouldContain("line 22: there is no fact 'dream22'; the facts are birthDate, ");
        messages.ShouldNotContain("line 23:");
        messages.ShouldContain("… and 2 more.");
    }

    [Fact]
    public async Task A_file_of_lines_is_written_whole_or_not_at_all()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.PathTo("bad.json"), "{", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.PathTo("patients.csv"), Table, TestContext.Current.CancellationToken);
        string[] words = ["match", "--studies", "NCT07264075", "--data", folder.PathTo("data"), "--patients"];

        (await RunningProgram.RunAsync([.. words, folder.PathTo("bad.json"), "--out", folder.PathTo("lines")])).ExitCode.ShouldBe(1);
        var nowhere = await RunningProgram.RunAsync([.. words, folder.PathTo("patients.csv"), "--out", folder.PathTo("none/lines")]);

        nowhere.ExitCode.ShouldBe(1);
        nowhere.Messages.Trim().ShouldEndWith("none/lines cannot be written: check that its folder is there, that you may write to it and that there is room.");
        Directory.GetFileSystemEntries(folder.Path).Order(StringComparer.Ordinal).ShouldBe([folder.PathTo("bad.json"), folder.PathTo("patients.csv")]);
    }

    [Theory]
    [InlineData("nothing cannot be read", "match", "--patients", "nothing")]
    [InlineData("'NCT1' is not a study id: write NCT and eight digits.", "match", "--patients", "patients.csv", "--studies", "NCT1")]
    [InlineData("There is no study NCT99999999 in data", "match", "--patients", "patients.csv", "--studies", "NCT99999999")]
    [InlineData("apart.csv cannot be matched. The rows of patient ann do not stand together", "match", "--patients", "apart.csv", "--studies", "NCT07264075")]
    [InlineData("bad.json cannot be matched. It is not JSON", "match", "--patients", "bad.json", "--studies", "NCT07264075")]
    public async Task What_cannot_be_matched_is_a_sentence(string sentence, params string[] words)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.PathTo("patients.csv"), Table, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.PathTo("apart.csv"), Table + "ann,sex,,female\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.PathTo("bad.json"), "{", TestContext.Current.CancellationToken);

        var (exitCode, output, messages) = await RunningProgram.RunAsync([.. words.Select((word, place) => place == 2 ? folder.PathTo(word) : word), "--data", folder.PathTo("data")]);

        exitCode.ShouldBe(1, messages);
        output.ShouldBeEmpty();
        messages.Replace(folder.Path + "/", "", StringComparison.Ordinal).ShouldStartWith(sentence);
    }

    [Fact]
    public async Task Screening_takes_a_table_of_facts_and_the_sites_normal_ranges()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.PathTo("patients.csv"), "patient,fact,name,value,unit,date\nann,measurement,ast,160,U/L,2026-11-20\nann,measurement,alt,30,U/L,2026-11-20\nann,condition,liver metastases,no,,\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.PathTo("ranges.csv"), "variable,unit,low,high\nast,U/L,,40\nalt,U/L,,40\n", TestContext.Current.CancellationToken);
        string[] words = ["screen", "--study", "NCT07264075", "--patient", folder.PathTo("patients.csv"), "--as-of", "2026-11-22", "--data", folder.PathTo("data")];

        (await RunningProgram.RunAsync(words)).Output.ShouldNotContain("not eligible");
        (await RunningProgram.RunAsync([.. words, "--ranges", folder.PathTo("ranges.csv")])).Output.ShouldContain("ann: not eligible (inclusion-10.c.ii: AST: 160 U/L, 2026-11-20)");
    }
}
