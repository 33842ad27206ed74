using System.Diagnostics;
using System.Globalization;

namespace Equipoise.Tests;

/// <summary>A short run of <c>conductbench kill</c>: the site and its database server are killed under clients who randomize. The long one is a command under
/// <c>bench/</c>.</summary>
public sealed class KillTests
{
    private static readonly int Kills = Thoroughness.Full ? 20 : 3;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task No_acknowledged_allocation_is_lost_or_doubled_when_site_and_database_are_killed(string kind)
    {
        Assert.SkipWhen(kind is "postgres" && !Directory.Exists("/usr/lib/postgresql"), "No PostgreSQL server is installed here that could be killed.");
        using var folder = new TemporaryFolder();
        // PostgreSQL runs as another user where the tests run as root, and has to get at its folder.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder.Path, File.GetUnixFileMode(folder.Path) | UnixFileMode.OtherExecute | UnixFileMode.GroupExecute);
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in (string[])[Repository.PathTo("artifacts", "bin", "Equipoise.ConductBench", Repository.Configuration, "conductbench.dll"), "kill", kind, Kills.ToString(CultureInfo.InvariantCulture), folder.PathTo("kill")])
            start.ArgumentList.Add(word);
        using var bench = Process.Start(start)!;
        var said = bench.StandardOutput.ReadToEndAsync(Cancellation);
        var failed = bench.StandardError.ReadToEndAsync(Cancellation);
        await bench.WaitForExitAsync(Cancellation);

        (await said).ShouldContain("nothing lost, nothing doubled, no orphan slot, chain intact, list verified", Case.Sensitive, await failed);
        bench.ExitCode.ShouldBe(0);
    }
}
