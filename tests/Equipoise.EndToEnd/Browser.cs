using Equipoise.EndToEnd;
using Equipoise.Registry.Records;
using Equipoise.Registry.Store;
using Equipoise.Web.Tests;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Browser))]

namespace Equipoise.EndToEnd;

/// <summary>A real browser and a real site, started once for all tests.</summary>
public sealed class Browser : IAsyncLifetime
{
    // In milliseconds. For a machine with much other work; what hangs is ended.
    private const float Patience = 120_000;
    private static readonly string[] Candidates = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private readonly TemporaryFolder data = new();
    private readonly SqliteTestDatabase records = new();
    private IPlaywright? playwright;
    private IBrowser? browser;
    private RunningProgram? program;
    private RunningProgram? programWithRecords;

    public async ValueTask InitializeAsync()
    {
        program = await RunningProgram.ServeAsync("--data", data.Path);
        await StoreRecordsAsync();
        programWithRecords = await RunningProgram.ServeAsync([.. records.ProgramOptions]);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = FindChromium(),
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        if (program is not null)
            await program.DisposeAsync();
        if (programWithRecords is not null)
            await programWithRecords.DisposeAsync();
        data.Dispose();
        await records.DisposeAsync();
    }

    /// <summary>Opens a page of the site in a window of its own, which closes when it is disposed.</summary>
    public async Task<Window> OpenAsync(string path, Look? look = null)
    {
        var view = look ?? Look.Desktop;
        var context = await browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = (path.Contains(PageKinds.WholeStudy, StringComparison.Ordinal) ? programWithRecords! : program!).Address.ToString(),
            ViewportSize = new ViewportSize { Width = view.Width, Height = 900 },
            ColorScheme = view.Dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = view.JavaScript,
        });
        context.SetDefaultTimeout(Patience);
        var page = await context.NewPageAsync();
        await page.GotoAsync(path);
        return new Window(page);
    }

    // A store holds samples or records, never both, so that the page of a record with everything has a site of its own.
    private async Task StoreRecordsAsync()
    {
        var registry = await RegistryStore.OpenAsync(records.Open(), TimeProvider.System);
        var first = WholeRecord.Of(PageKinds.WholeStudy);
        foreach (var version in (string[])[first, first.Replace(" word ", " other word ", StringComparison.Ordinal)])
            await registry.PutAsync([IncomingStudy.From(StudyRecord.Parse(version))]);
    }

    private static string FindChromium() =>
        (Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named ? named : Candidates.FirstOrDefault(File.Exists))
        ?? throw new InvalidOperationException("No Chromium to test with: run ./test, which installs one, or name one in CHROMIUM.");
}
