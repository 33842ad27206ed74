namespace Equipoise.Tests;

/// <summary>What <c>equipoise screen</c> prints for people.</summary>
public sealed class ScreeningTableTests
{
    [Fact]
    public async Task What_is_missing_is_named_as_people_name_it()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(
            folder.PathTo("patient.json"),
            """{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","id":"p1","birthDate":"1960-11-22"}}]}""",
            TestContext.Current.CancellationToken);

        var (exitCode, output, messages) = await RunningProgram.RunAsync(
            "screen", "--study", "NCT07264075", "--patient", folder.PathTo("patient.json"), "--as-of", "2026-11-22", "--data", folder.PathTo("data"));

        exitCode.ShouldBe(0, messages);
        output.ShouldContain("No value of creatinine clearance is on record.");
        output.ShouldContain("  missing: creatinine clearance (inclusion-10.b.i)\n");
        output.ShouldContain("PD-L1 CPS", Case.Sensitive);
        foreach (var kept in new[] { "creatinineClearance", "urineProtein", "lesionCount", "pdl1.cps" })
            output.ShouldNotContain(kept, Case.Sensitive);
    }

    [Fact]
    public async Task Who_is_not_eligible_learns_by_what_and_is_asked_for_nothing_more()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.PathTo("p.csv"), "patient,fact,name,value,unit,date\nann,therapy,pembrolizumab,past,,2025-10-01\n", TestContext.Current.CancellationToken);
        string[] words = ["screen", "--study", "NCT07264075", "--patient", folder.PathTo("p.csv"), "--as-of", "2026-11-22", "--data", folder.PathTo("data")];

        var lines = (await RunningProgram.RunAsync(words)).Output.Split('\n');
        var all = (await RunningProgram.RunAsync([.. words, "--missing"])).Output.Split('\n');

        lines[0].ShouldBe("ann: not eligible (exclusion-6: immunotherapy: pembrolizumab, 2025-10-01)");
        var asked = all.Count(line => line.StartsWith("  missing: ", StringComparison.Ordinal));
        asked.ShouldBeGreaterThan(20);
        lines.Where(line => line.StartsWith("  missing: ", StringComparison.Ordinal)).ShouldBe([$"  missing: {asked} facts, none of which would make the patient eligible; --missing lists them"]);
    }

    [Fact]
    public async Task A_row_carries_the_beginning_of_its_criterion()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.PathTo("p.csv"), "patient,fact,name,value\nann,sex,,female\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.PathTo("own.yaml"), $$"""
            study: OWN-1
            criteria:
              - id: inclusion-1
                text: Hemoglobin of at least 9 g/dL, {{string.Concat(Enumerable.Repeat("measured again and ", 10))}}again.
                tree: {fact: measurement, variable: hemoglobin, op: ">=", value: 9, unit: g/dL}
            """, TestContext.Current.CancellationToken);

        var lines = (await RunningProgram.RunAsync("screen", "--protocol", folder.PathTo("own.yaml"), "--patient", folder.PathTo("p.csv"))).Output.Split('\n');

        lines[1].ShouldStartWith("  inclusion-1          unknown          Hemoglobin of at least 9 g/dL, measured again");
        lines[1].ShouldEndWith("…");
        lines[1].Length.ShouldBeLessThanOrEqualTo(120);
        lines[2].Trim().ShouldBe("No value of hemoglobin is on record.");
    }
}
