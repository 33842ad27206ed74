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
}
