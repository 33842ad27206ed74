using System.Diagnostics;
using System.Text.Json;

namespace Equipoise.ConductBench;

/// <summary>The site itself, <c>equipoise serve</c>, in a process that can be killed.</summary>
internal sealed class RunningSite : IAsyncDisposable
{
    private readonly Process process;

    private RunningSite(Process process) => this.process = process;

    /// <summary>Where it listens.</summary>
    public required Uri Address { get; init; }

    /// <summary>Starts it and returns when it listens.</summary>
    /// <param name="data">Its data folder.</param>
    /// <param name="sealKey">The file of the seal key.</param>
    /// <param name="database">The PostgreSQL database of running trials; null for SQLite in the data folder.</param>
    public static async Task<RunningSite> StartAsync(string data, string sealKey, string? database)
    {
        var start = new ProcessStartInfo(Program()) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in (IEnumerable<string>)["serve", "--json", "--no-demo", "--urls", "http://127.0.0.1:0", "--data", data, "--seal-key", sealKey, .. database is null ? Array.Empty<string>() : ["--conduct-database", database]])
            start.ArgumentList.Add(word);
        var started = Process.Start(start)!;
        var said = new List<string>();
        started.ErrorDataReceived += (_, line) => said.Add(line.Data ?? "");
        started.BeginErrorReadLine();
        var first = await started.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException($"The site did not start: {string.Join(' ', said)}");
        return new RunningSite(started) { Address = new Uri(JsonDocument.Parse(first).RootElement.GetProperty("urls")[0].GetString()!) };
    }

    /// <summary>Ends it without its having a say in it (SIGKILL).</summary>
    public async Task KillAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await KillAsync();
        process.Dispose();
    }

    // Built beside this program, in the same configuration.
    private static string Program()
    {
        var here = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        var path = Path.GetFullPath(Path.Combine(here, "..", "..", "Equipoise", Path.GetFileName(here), "equipoise"));
        return File.Exists(path) ? path : throw new InvalidOperationException("The program is not built: dotnet build src/Equipoise in the same configuration first.");
    }
}
