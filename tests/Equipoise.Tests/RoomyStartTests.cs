using System.Diagnostics;

namespace Equipoise.Tests;

/// <summary>A program that imports begins once more with a larger youngest generation, on Linux and where there is memory for it, and nobody notices.</summary>
public sealed class RoomyStartTests : IDisposable
{
    private const string Variable = "DOTNET_GCgen0size";
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string Roomy => OperatingSystem.IsLinux() && GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >= 4L << 30 ? "0xC000000" : "";

    [Theory]
    [InlineData(null)]
    [InlineData("0x2000000")]
    public async Task An_import_has_the_larger_generation_unless_its_caller_has_set_another(string? set)
    {
        var file = folder.PathTo("studies of a \"registry\".ndjson");
        await File.WriteAllLinesAsync(file, Enumerable.Range(1, 6000).Select(Study), Cancellation);
        var data = folder.PathTo("data of ünïts");
        using var import = Start(set, "import", file, "--data", data, "--json");
        while (!Directory.Exists(Path.Combine(data, "index")))
            import.HasExited.ShouldBeFalse("The import ended before it could be looked at.");
        Setting(import).ShouldBe(OperatingSystem.IsLinux() ? set ?? Roomy : "");

        var said = await import.StandardOutput.ReadToEndAsync(Cancellation);
        await import.WaitForExitAsync(Cancellation);

        import.ExitCode.ShouldBe(0);
        said.ShouldContain("\"new\":6000");
    }

    public void Dispose() => folder.Dispose();

    private static string Study(int number) =>
        """{"protocolSection":{"identificationModule":{"nctId":"THIS","briefTitle":"A study"}}}""".Replace("THIS", $"NCT{number:D8}", StringComparison.Ordinal);

    private static Process Start(string? set, params string[] words)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true };
        foreach (var word in (string[])[Repository.PathTo("artifacts", "bin", "Equipoise", Repository.Configuration, "equipoise.dll"), .. words])
            start.ArgumentList.Add(word);
        if (set is not null)
            start.Environment[Variable] = set;
        return Process.Start(start)!;
    }

    private static string Setting(Process process) => !OperatingSystem.IsLinux() ? "" :
        File.ReadAllText($"/proc/{process.Id}/environ").Split('\0').Where(variable => variable.StartsWith($"{Variable}=", StringComparison.Ordinal)).Select(variable => variable[(Variable.Length + 1)..]).SingleOrDefault("");
}
