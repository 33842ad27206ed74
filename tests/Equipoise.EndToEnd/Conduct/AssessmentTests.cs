using Microsoft.Playwright;

namespace Equipoise.EndToEnd.Conduct;

/// <summary>Laboratory, tumors, adverse events and imports as people see and use them, each page under axe.</summary>
public sealed class AssessmentTests(Browser browser, AssessedTrial trial) : IClassFixture<AssessedTrial>
{
    private const string Study = "/conduct/studies/NCT07264075";
    private const string One = $"{Study}/participants/{AssessedTrial.Participant}";

    [Theory]
    [InlineData(1280, false)]
    [InlineData(1280, true)]
    [InlineData(390, false)]
    [InlineData(390, true)]
    public async Task Derived_grades_responses_and_clocks_stand_beside_what_people_entered(int width, bool dark)
    {
        await using var window = await OpenAsync(width, dark);
        var page = window.Page;

        await SeeAsync(page, width, dark, $"{One}/laboratory", "assess-laboratory", "The value is of grade 3, but AE-1 (Anemia) has grade 2.");
        await SeeAsync(page, width, dark, $"{One}/tumors", "assess-tumors", "RECIST 1.1 gives PD, RS-2 says SD.");
        await SeeAsync(page, width, dark, $"{One}/adverse-events", "assess-events", "It is fatal, but no death is on record");
        await SeeAsync(page, width, dark, $"{Study}/adverse-events", "assess-study-events", "By arm and grade");
        await SeeAsync(page, width, dark, $"{Study}/adverse-events/by-arm", "assess-by-arm", "Safety by arm");
        await SeeAsync(page, width, dark, $"{Study}/serious-events", "assess-serious", "due in");
        (await page.Locator("tbody th a").AllInnerTextsAsync()).ShouldBe(["Sepsis", "Colitis", "Pneumonitis"]);
        await SeeAsync(page, width, dark, $"{One}/serious-events/AE-2", "assess-one-serious", "Reported in time");
        await SeeAsync(page, width, dark, $"{Study}/laboratory-import", "assess-import", "What a file looks like");
    }

    [Theory]
    [InlineData(1280, false)]
    [InlineData(1280, true)]
    [InlineData(390, false)]
    [InlineData(390, true)]
    public async Task Figures_of_the_whole_study_and_a_timeline_have_their_numbers_beside_them(int width, bool dark)
    {
        await using var window = await OpenAsync(width, dark);
        var page = window.Page;

        await SeeAsync(page, width, dark, $"{Study}/overview", "seen-overview", "Months since the first randomization");
        await SeeAsync(page, width, dark, $"{Study}/exposure", "seen-exposure", "By drug");
        await SeeAsync(page, width, dark, $"{Study}/responses", "seen-responses", "PR at best");
        await SeeAsync(page, width, dark, $"{Study}/quality", "seen-quality", "2026-05-25: RECIST 1.1 gives PD, RS-2 says SD.");
        await SeeAsync(page, width, dark, $"{One}/timeline", "seen-timeline", "40 % from baseline");
        // One drawing of each figure is shown, the one for this width.
        (await page.Locator("figure > svg:visible").CountAsync()).ShouldBe(1);
        (await page.Locator("figure > svg:visible").First.GetAttributeAsync("class")).ShouldBe(width < 640 ? "for-narrow" : "for-wide");
    }

    [Fact]
    public async Task A_file_is_looked_at_mended_and_imported_and_a_serious_event_reported_without_a_script()
    {
        await using var window = await OpenAsync(1280, dark: false, scripts: false);
        var page = window.Page;
        await page.GotoAsync(new Uri(trial.Program.Address, $"{Study}/laboratory-import").ToString());
        await page.SetInputFilesAsync("#file", new FilePayload { Name = "lab.csv", MimeType = "text/csv", Buffer = "participant,date,test,value,unit\nFR01-001,2026-05-26,1742-6,41,furlong\n"u8.ToArray() });
        await page.GetByRole(AriaRole.Button, new() { Name = "Send it" }).ClickAsync();
        (await page.Locator("main").InnerTextAsync()).ShouldContain("'furlong' cannot be turned into U/L");
        await LookAsync(page, "assess-import-refused-1280-light");
        await page.FillAsync("#text", "participant,date,test,value,unit\nFR01-001,2026-05-26,1742-6,41,U/L\n");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send it" }).ClickAsync();
        (await page.Locator("main").InnerTextAsync()).ShouldContain("1 entered, 0 on record already, 0 refused.");

        await page.GotoAsync(new Uri(trial.Program.Address, $"{One}/serious-events/AE-4").ToString());
        await page.FillAsync("#reportedAt", "2020-01-01T10:00");
        await page.FillAsync("#reportedTo", "safety desk");
        await page.GetByRole(AriaRole.Button, new() { Name = "Record the report" }).ClickAsync();
        (await page.GetByRole(AriaRole.Alert).InnerTextAsync()).ShouldContain("before the site knew of the event");
        (await page.InputValueAsync("#reportedTo")).ShouldBe("safety desk");
    }

    private async Task<Window> OpenAsync(int width, bool dark, bool scripts = true)
    {
        var window = await browser.OpenAsync(new Uri(trial.Program.Address, "/conduct/sign-in").ToString(), new Look(width, dark, JavaScript: scripts));
        await window.Page.FillAsync("input[name=username]", "ina");
        await window.Page.FillAsync("input[name=password]", AssessedTrial.Password);
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = "Studies" }).WaitForAsync();
        return window;
    }

    private async Task SeeAsync(IPage page, int width, bool dark, string path, string name, string words)
    {
        await page.GotoAsync(new Uri(trial.Program.Address, path).ToString());
        (await page.Locator("main").InnerTextAsync()).ShouldContain(words);
        await CheckAsync(page, name, width, dark);
    }

    private static async Task LookAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("EQUIPOISE_LOOK") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
    }

    private static async Task CheckAsync(IPage page, string name, int width, bool dark)
    {
        await LookAsync(page, $"{name}-{width}-{(dark ? "dark" : "light")}");
        await page.ShouldBeAccessibleAsync(name, width);
    }
}
