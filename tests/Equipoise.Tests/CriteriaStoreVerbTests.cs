using System.Text.Json;

namespace Equipoise.Tests;

/// <summary>The verbs that read the criteria of a whole store: <c>criteria-quality</c> and <c>criteria-lint</c>.</summary>
public sealed class CriteriaStoreVerbTests : IDisposable
{
    private const string Text = "Inclusion Criteria:\\n\\n* Albumin ≥ 3.0 mg/dL\\n* Platelets ≥ 90 x 10^9/L in moonlight\\n* Age 18 years or older\\n* Lives near the sea";

    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Readings_are_counted_against_labels_as_tables_and_as_json()
    {
        await ImportAsync();
        await File.WriteAllLinesAsync(folder.PathTo("labels.ndjson"),
        [
            Label(23, 42, "computable", """{"fact":"measurement","variable":"albumin","op":">=","value":3,"unit":"mg/dL","relativeTo":null,"within":null}"""),
            Label(45, 81, "computable", """{"fact":"measurement","variable":"platelets","op":">=","value":90,"unit":"10*9/L","relativeTo":null,"within":null}"""),
            Label(84, 105, "computable", """{"fact":"age","op":">","value":18,"unit":"a"}"""),
            Label(108, 126, "narrative", "null"),
        ], TestContext.Current.CancellationToken);

        var tables = await RunAsync("criteria-quality", folder.PathTo("labels.ndjson"), "--show", "work");
        tables.ExitCode.ShouldBe(0, tables.Messages);
        tables.Output.ShouldContain("| work | 3 | 1 (33.3 %) | 1 (33.3 %) | 1 (33.3 %) | 1 | 1 (100.0 %) | 0 (0.0 %) |");
        tables.Output.ShouldContain("Wrong: NCT00000001 inclusion-3 Age 18 years or older");
        tables.Output.ShouldContain("Partial: NCT00000001 inclusion-2 Platelets ≥ 90 x 10^9/L in moonlight");

        var figures = await RunAsync("criteria-quality", folder.PathTo("labels.ndjson"), "--json");
        figures.ExitCode.ShouldBe(0, figures.Messages);
        var document = JsonDocument.Parse(figures.Output).RootElement;
        document.GetProperty("parts")[0].GetRawText().ShouldBe("""{"part":"work","computable":3,"right":1,"partial":1,"wrong":1,"others":1,"leftAlone":1,"takenForComputable":0,"open":0}""");
        document.GetProperty("kinds").EnumerateArray().Select(kind => kind.GetProperty("kind").GetString()).ShouldBe(["age", "measurement"]);
        document.GetProperty("classes").EnumerateArray().Sum(pair => pair.GetProperty("count").GetInt32()).ShouldBe(4);
    }

    [Fact]
    public async Task Labels_of_a_study_that_is_not_there_and_broken_labels_are_refused_in_a_sentence()
    {
        await ImportAsync();
        await File.WriteAllTextAsync(folder.PathTo("broken.ndjson"), "{}\n", TestContext.Current.CancellationToken);
        var broken = await RunAsync("criteria-quality", folder.PathTo("broken.ndjson"));
        broken.ExitCode.ShouldBe(1);
        broken.Messages.ShouldContain("Line 1 is no label");

        await File.WriteAllTextAsync(folder.PathTo("other.ndjson"), Label(0, 1, "narrative", "null").Replace("NCT00000001", "NCT00000009", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var other = await RunAsync("criteria-quality", folder.PathTo("other.ndjson"));
        other.ExitCode.ShouldBe(1);
        other.Messages.ShouldContain("NCT00000009");
    }

    [Fact]
    public async Task The_linter_looks_over_every_study_of_the_store()
    {
        await ImportAsync();

        var table = await RunAsync("criteria-lint");
        table.ExitCode.ShouldBe(0, table.Messages);
        table.Output.ShouldContain("implausible-limit  NCT00000001  inclusion-1  ");
        table.Output.ShouldContain("1 findings in 1 of 1 studies: implausible-limit 1");

        var json = await RunAsync("criteria-lint", "--json");
        json.ExitCode.ShouldBe(0, json.Messages);
        JsonDocument.Parse(json.Output).RootElement.GetRawText().ShouldContain("implausible-limit");
    }

    [Fact]
    public async Task Without_a_store_the_linter_looks_over_the_studies_that_ship_and_makes_none()
    {
        var (exitCode, output, messages) = await RunAsync("criteria-lint");

        exitCode.ShouldBe(0, messages);
        output.ShouldContain("lost-superscript  NCT07264075  inclusion-10.a.i");
        Directory.GetFileSystemEntries(folder.Path).ShouldBeEmpty();
    }

    public void Dispose() => folder.Dispose();

    private static string Label(int start, int end, string kind, string tree) => $$"""{"study":"NCT00000001","start":{{start}},"end":{{end}},"part":"work","class":"{{kind}}","tree":{{tree}}}""";

    private async Task ImportAsync()
    {
        var record = """{"protocolSection":{"identificationModule":{"nctId":"NCT00000001","briefTitle":"A study"},"conditionsModule":{"conditions":["Asthma"]},"eligibilityModule":{"eligibilityCriteria":"TEXT","minimumAge":"18 Years"}}}""";
        await File.WriteAllTextAsync(folder.PathTo("one.ndjson"), record.Replace("TEXT", Text, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        (await RunAsync("import", folder.PathTo("one.ndjson"))).ExitCode.ShouldBe(0);
    }

    private Task<(int ExitCode, string Output, string Messages)> RunAsync(params string[] words) => RunningProgram.RunAsync([.. words, "--data", folder.PathTo("data")]);
}
