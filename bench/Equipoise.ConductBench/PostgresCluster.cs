using System.Diagnostics;
using System.Globalization;

namespace Equipoise.ConductBench;

/// <summary>A PostgreSQL server of the bench's own, in a folder, reached by a socket there. It flushes as a server does that is left as it comes
/// (<c>fsync</c> and <c>synchronous_commit</c> on).</summary>
internal sealed class PostgresCluster : IAsyncDisposable
{
    private readonly string folder;
    private readonly string programs;

    private PostgresCluster(string folder, string programs) => (this.folder, this.programs) = (folder, programs);

    public string Connection => $"Host={folder};Username=equipoise;Database=postgres";

    private string Data => Path.Combine(folder, "data");

    private string PidFile => Path.Combine(Data, "postmaster.pid");

    /// <summary>The folder of the server's programs, or null where there is none on this machine.</summary>
    public static string? FindPrograms() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "initdb")))
                .MaxBy(bin => int.TryParse(Path.GetFileName(Path.GetDirectoryName(bin)), CultureInfo.InvariantCulture, out var version) ? version : 0)
            : Environment.GetEnvironmentVariable("PATH")?.Split(':').FirstOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")));

    /// <summary>Makes a server in a folder and starts it.</summary>
    public static async Task<PostgresCluster> MakeAsync(string folder)
    {
        var cluster = new PostgresCluster(folder, FindPrograms() ?? throw new InvalidOperationException("No PostgreSQL server is installed: apt-get install postgresql."));
        Directory.CreateDirectory(folder);
        // PostgreSQL refuses to run as root.
        if (Environment.IsPrivilegedProcess)
            await RunAsync("chown", "postgres", folder);
        await cluster.RunAsOwnerAsync("initdb", "-D", cluster.Data, "-U", "equipoise", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8");
        await cluster.StartAsync();
        return cluster;
    }

    /// <summary>Starts it, after a kill too: it recovers from its log first.</summary>
    public Task StartAsync() => RunAsOwnerAsync(
        "pg_ctl", "-D", Data, "-l", Path.Combine(folder, "log"), "-w", "-t", "120", "-o", $"-c listen_addresses='' -c unix_socket_directories='{folder}'", "start");

    /// <summary>Ends the server and each process of it at once, none of which has a say in it (SIGKILL).</summary>
    public async Task KillAsync()
    {
        var server = int.Parse((await File.ReadAllLinesAsync(PidFile))[0], CultureInfo.InvariantCulture);
        var all = new List<Process>();
        // The first must fall first, or it would mend what falls after it.
        foreach (var id in (IEnumerable<int>)[server, .. ChildrenOf(server)])
        {
            try
            {
                all.Add(Process.GetProcessById(id));
            }
            catch (ArgumentException)
            {
                // It ended by itself meanwhile, as a session does that is over.
                continue;
            }
        }

        foreach (var process in all)
            process.Kill();
        foreach (var process in all)
        {
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(PidFile))
            await RunAsOwnerAsync("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");
    }

    private static IEnumerable<int> ChildrenOf(int process) =>
        File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/task/{process}/children"))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture));

    private Task RunAsOwnerAsync(string program, params IReadOnlyList<string> words) => Environment.IsPrivilegedProcess
        ? RunAsync("runuser", ["-u", "postgres", "--", Path.Combine(programs, program), .. words])
        : RunAsync(Path.Combine(programs, program), [.. words]);

    private static async Task RunAsync(string program, params string[] words)
    {
        // Its output is not awaited: the server that pg_ctl starts would keep it open.
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false, WorkingDirectory = "/" };
        foreach (var word in (IEnumerable<string>)["-c", "exec \"$0\" \"$@\" >/dev/null 2>&1", program, .. words])
            start.ArgumentList.Add(word);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', words)} ended with {process.ExitCode}.");
    }
}
