using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Equipoise.Testing;

/// <summary>The real <c>equipoise</c> program in a process of its own.</summary>
public sealed class RunningProgram : IAsyncDisposable
{
    // For a whole trial on a machine with much other work; what hangs is ended.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(240);
    private readonly Process process;
    private readonly StringBuilder messages = new();
    private readonly StringBuilder output = new();
    private readonly List<(string Text, TaskCompletionSource Said)> awaited = [];
    private readonly TaskCompletionSource<string> firstLine = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RunningProgram(IEnumerable<string> words, IEnumerable<KeyValuePair<string, string>>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Repository.PathTo("artifacts", "bin", "Equipoise", Repository.Configuration, "equipoise.dll"));
        foreach (var word in words)
            start.ArgumentList.Add(word);
        foreach (var (name, value) in environment ?? [])
            start.Environment[name] = value;
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Take(output, line.Data);
        process.ErrorDataReceived += (_, line) => Take(messages, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where the site listens.</summary>
    public Uri Address { get; private set; } = new("about:blank");

    /// <summary>The one JSON document it printed when it was ready.</summary>
    public JsonElement Announcement { get; private set; }

    /// <summary>What it wrote on standard error until now.</summary>
    public string Messages => Read(messages);

    /// <summary>What it wrote on standard output until now.</summary>
    public string Output => Read(output);

    /// <summary>Runs the program to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Messages)> RunAsync(params IEnumerable<string> words)
    {
        await using var program = new RunningProgram(words);
        await program.WaitForExitAsync();
        return (program.process.ExitCode, program.Output, program.Messages);
    }

    /// <summary>Starts the program and leaves it to its work.</summary>
    public static RunningProgram Start(params IEnumerable<string> words) => new(words);

    /// <summary>Ends the program as a power cut does: it has no say in it.</summary>
    public async Task KillAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    /// <summary>True where it has come to its end.</summary>
    public bool HasEnded => process.HasExited;

    /// <summary>Starts the site on a free port and returns when it answers.</summary>
    public static Task<RunningProgram> ServeAsync(params IEnumerable<string> words) => ServeAsync(words, new Dictionary<string, string>());

    /// <summary>The same, with variables in its environment.</summary>
    public static async Task<RunningProgram> ServeAsync(IEnumerable<string> words, IReadOnlyDictionary<string, string> environment)
    {
        var program = new RunningProgram(["serve", "--json", "--urls", "http://127.0.0.1:0", .. words], environment);
        var ended = program.process.WaitForExitAsync();
        var first = await Task.WhenAny(program.firstLine.Task, ended, Task.Delay(Patience));
        if (first != program.firstLine.Task)
        {
            var said = program.Messages;
            await program.DisposeAsync();
            throw new InvalidOperationException($"The site did not start: {said}");
        }

        program.Announcement = JsonDocument.Parse(await program.firstLine.Task).RootElement.Clone();
        program.Address = new Uri(program.Announcement.GetProperty("urls")[0].GetString()!);
        return program;
    }

    /// <summary>Waits until it has written something on standard error.</summary>
    public Task WaitForMessageAsync(string text)
    {
        var said = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (messages)
        {
            if (messages.ToString().Contains(text, StringComparison.Ordinal))
                return Task.CompletedTask;
            awaited.Add((text, said));
        }

        return said.Task.WaitAsync(Patience);
    }

    /// <summary>Asks the program to stop, as Ctrl+C or a service manager does.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        await WaitForExitAsync();
        return process.ExitCode;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
            return text.ToString();
    }

    private async Task WaitForExitAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(limit.Token);
        // Without a token this also waits until both streams are read to their end.
        await process.WaitForExitAsync(CancellationToken.None);
    }

    private void Take(StringBuilder text, string? line)
    {
        if (line is null)
            return;
        lock (text)
        {
            text.Append(line).Append('\n');
            if (text == messages)
                Tell(line);
        }

        if (text == output)
            firstLine.TrySetResult(line);
    }

    private void Tell(string line)
    {
        foreach (var (_, said) in awaited.Where(one => line.Contains(one.Text, StringComparison.Ordinal)))
            said.TrySetResult();
    }
}
