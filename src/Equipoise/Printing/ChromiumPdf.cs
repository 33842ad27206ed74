using System.Diagnostics;
using Equipoise.CommandLine;
using Equipoise.Storage;

namespace Equipoise.Printing;

/// <summary>Prints an HTML file to PDF through the Chromium of the machine.</summary>
internal static class ChromiumPdf
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Prints.</summary>
    /// <exception cref="StorageException">There is no Chromium, or it does not print.</exception>
    public static async Task WriteAsync(byte[] html, string path, CancellationToken cancellation)
    {
        var program = Find() ?? throw new StorageException("A PDF is printed through Chromium, which is not on this machine: install it, name it in CHROMIUM, or write --out with a name that ends with .html.");
        var folder = Directory.CreateTempSubdirectory("equipoise-report-");
        try
        {
            var (page, printed) = (Path.Combine(folder.FullName, "report.html"), Path.Combine(folder.FullName, "report.pdf"));
            await File.WriteAllBytesAsync(page, html, cancellation);
            await RunAsync(program, folder.FullName, page, printed, cancellation);
            await WholeFile.WriteAsync(path, await File.ReadAllBytesAsync(printed, cancellation), cancellation);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task RunAsync(string program, string folder, string page, string printed, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        // The page is ours and has no script, so it needs no sandbox, which a container may not allow.
        foreach (var word in new[]
        {
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--no-pdf-header-footer",
            $"--user-data-dir={Path.Combine(folder, "profile")}", $"--print-to-pdf={printed}", new Uri(page).AbsoluteUri,
        })
            start.ArgumentList.Add(word);
        using var process = Process.Start(start) ?? throw new StorageException($"{program} cannot be started.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            await Task.WhenAll(process.StandardError.ReadToEndAsync(limit.Token), process.StandardOutput.ReadToEndAsync(limit.Token), process.WaitForExitAsync(limit.Token));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            throw new StorageException($"{program} did not print the report within {Patience.TotalMinutes} minutes.");
        }

        if (process.ExitCode != 0 || !File.Exists(printed))
            throw new StorageException($"{program} did not print the report (exit code {process.ExitCode}): write --out with a name that ends with .html and print that.");
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named)
            return File.Exists(named) ? named : null;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}
