using Equipoise.Conduct.Store;
using Equipoise.Storage.Databases;
using Equipoise.Web.Tests.Analysis;
using Microsoft.Playwright;

namespace Equipoise.EndToEnd.Conduct;

/// <summary>A data cut, its plan locked, a look recorded and both reports read, through the pages alone, each under axe.</summary>
public sealed class AnalysisTests(Browser browser)
{
    private const string Password = "correct horse battery";

    [Theory]
    [InlineData(1280, false)]
    [InlineData(390, true)]
    public async Task A_plan_is_locked_a_look_recorded_and_the_reports_read(int width, bool dark)
    {
        using var data = new TemporaryFolder();
        await using (var database = Database.Sqlite(data.PathTo("conduct.db")))
        {
            var store = await ConductStore.OpenAsync(database, TimeProvider.System, TestContext.Current.CancellationToken);
            await FrozenTrial.OpenAsync(store);
            await FrozenTrial.FreezeAsync(store, "First look");
        }

        await using var program = await RunningProgram.ServeAsync("--data", data.Path);
        await using var window = await browser.OpenAsync(program.Announcement.GetProperty("setup").GetString()!, new Look(width, dark, JavaScript: true));
        var page = window.Page;
        await SignInAsync(page, program.Address);

        await page.GotoAsync(new Uri(program.Address, "/analysis/NCT07264075/plan").ToString());
        await CheckAsync(page, "analysis-plan-open", width, dark);
        await page.FillAsync("#plan", (await page.InputValueAsync("#plan")).Replace("events: 353", "events: 220", StringComparison.Ordinal));
        await page.FillAsync("#password", Password);
        await ClickAsync(page, "Sign and lock the plan");
        await page.GetByText("Version 1, locked by Ada Admin").WaitForAsync();
        await CheckAsync(page, "analysis-plan-locked", width, dark);

        await page.GotoAsync(new Uri(program.Address, "/analysis/NCT07264075").ToString());
        await CheckAsync(page, "analysis-study", width, dark);
        await page.GetByRole(AriaRole.Link, new() { Name = "First look", Exact = true }).ClickAsync();
        await CheckAsync(page, "analysis-cut", width, dark);
        await page.FillAsync("#decidedBy", "The committee");
        await page.FillAsync("#password", Password);
        await ClickAsync(page, "Sign and record the look");
        await page.GetByText("The trial goes on as planned").WaitForAsync();
        await CheckAsync(page, "analysis-look", width, dark);

        await page.GotoAsync(new Uri(program.Address, "/analysis/NCT07264075/cuts/1/closed-report").ToString());
        await CheckAsync(page, "analysis-closed-report", width, dark);
        await page.GotoAsync(new Uri(program.Address, "/analysis/NCT07264075/cuts/1/open-report").ToString());
        await CheckAsync(page, "analysis-open-report", width, dark);
    }

    private static async Task SignInAsync(IPage page, Uri address)
    {
        await page.GetByLabel("Username").FillAsync("ada");
        await page.GetByLabel("Your own name").FillAsync("Ada Admin");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Password);
        await page.GetByLabel("The password once more").FillAsync(Password);
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = "Sign in" }).WaitForAsync();
        await page.GetByLabel("Username").FillAsync("ada");
        await page.GetByLabel("Password").FillAsync(Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/conduct");
        await page.GotoAsync(new Uri(address, "/conduct/people").ToString());
        await page.GetByRole(AriaRole.Link, new() { Name = "Ada Admin" }).Last.ClickAsync();
        await page.SelectOptionAsync("#role", "TrialStatistician");
        await page.FillAsync("#grant-reason", "to analyze");
        await ClickAsync(page, "Give it");
    }

    private static Task ClickAsync(IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    private static async Task CheckAsync(IPage page, string name, int width, bool dark)
    {
        if (Environment.GetEnvironmentVariable("EQUIPOISE_LOOK") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}-{width}-{(dark ? "dark" : "light")}.png"), FullPage = true });
        await page.ShouldBeAccessibleAsync(name, width);
    }
}
