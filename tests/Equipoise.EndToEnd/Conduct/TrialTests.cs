using Microsoft.Playwright;

namespace Equipoise.EndToEnd.Conduct;

/// <summary>A study from its protocol to the first randomized participant and a screening failure, through the pages alone, each under axe.</summary>
public sealed class TrialTests(Browser browser)
{
    private const string Password = "correct horse battery";

    private static readonly string Today = ScreeningForms.Today;

    [Theory]
    [InlineData(1280, false)]
    [InlineData(390, true)]
    public async Task A_participant_is_screened_signed_randomized_and_another_fails(int width, bool dark)
    {
        using var data = new TemporaryFolder();
        using var keys = new TemporaryFolder();
        (await RunningProgram.RunAsync("randomize", "new-key", keys.PathTo("seal.key"))).ExitCode.ShouldBe(0);
        await using var program = await RunningProgram.ServeAsync("--data", data.Path, "--seal-key", keys.PathTo("seal.key"));
        await using var window = await browser.OpenAsync(program.Announcement.GetProperty("setup").GetString()!, new Look(width, dark, JavaScript: true));
        var page = window.Page;
        await SignInAsync(page);
        await GiveRolesAsync(page, program.Address, ("Sponsor", ""), ("RandomizationStatistician", ""), ("Monitor", ""), ("DataManager", ""));

        await OpenStudyAsync(page, program.Address, width, dark);
        await GiveRolesAsync(page, program.Address, ("Investigator", "FR01"), ("SiteCoordinator", "FR01"));
        await page.GotoAsync(new Uri(program.Address, "/conduct/studies/NCT07264075").ToString());
        await ScreenAsync(page, width, dark);
        await RandomizeAsync(page, width, dark);
        await TreatAsync(page, width, dark);
        await AskAsync(page, program.Address, width, dark);
        await LockAsync(page, program.Address, width, dark);
        await FailAsync(page, program.Address, width, dark);
        (await RunningProgram.RunAsync("audit", "verify", "--data", data.Path)).Output.ShouldContain("internally consistent");
        (await RunningProgram.RunAsync("randomize", "verify", "--study", "NCT07264075", "--data", data.Path, "--seal-key", keys.PathTo("seal.key"))).ExitCode.ShouldBe(0);
    }

    private static async Task OpenStudyAsync(IPage page, Uri address, int width, bool dark)
    {
        await page.GotoAsync(new Uri(address, "/conduct").ToString());
        await CheckAsync(page, "trial-none", width, dark);
        await ClickAsync(page, "Open ILLUMINE");
        await page.GetByRole(AriaRole.Link, new() { Name = "ILLUMINE" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Register a site" }).ClickAsync();
        await page.FillAsync("#code", "FR01");
        await page.FillAsync("#name", "Hospital one");
        await page.FillAsync("#country", "France");
        await page.FillAsync("#timeZone", "Europe/Paris");
        await page.FillAsync("#ranges", "bilirubin.total umol/L 3 21\nast U/L 5 40\nalt U/L 5 40\ninr 1 0.8 1.2\naptt s 25 37");
        await CheckAsync(page, "trial-new-site", width, dark);
        await ClickAsync(page, "Register it");
        await page.GetByRole(AriaRole.Link, new() { Name = "FR01" }).ClickAsync();
        await page.FillAsync("input[name=reason] >> nth=0", "contract signed");
        await CheckAsync(page, "trial-site", width, dark);
        await ClickAsync(page, "Let it enroll");
        await page.GetByRole(AriaRole.Link, new() { Name = "ILLUMINE" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Try the scheme and activate it" }).ClickAsync();
        await HeadingAsync(page, "Randomization scheme");
        await CheckAsync(page, "trial-scheme", width, dark);
        await page.CheckAsync("input[name=seen]");
        await ClickAsync(page, "Activate a scheme with a fresh seed");
        await CheckAsync(page, "trial-study", width, dark);
    }

    private static async Task ScreenAsync(IPage page, int width, bool dark)
    {
        await ClickAsync(page, "Give a screening number");
        await HeadingAsync(page, "FR01-001");
        await page.FillAsync("#consentVersion", "2.0");
        await page.FillAsync("#consentedOn", Today);
        await CheckAsync(page, "trial-consent", width, dark);
        await ClickAsync(page, "Record consent");
        foreach (var (form, answers) in ScreeningForms.All)
            await FillInAsync(page, form, answers, width, dark);
        await CheckAsync(page, "trial-participant", width, dark);
    }

    private static async Task RandomizeAsync(IPage page, int width, bool dark)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Criterion by criterion" }).ClickAsync();
        await HeadingAsync(page, "Eligibility");
        await CheckAsync(page, "trial-eligibility-open", width, dark);
        while (await page.Locator("details[open] form").CountAsync() > 0)
        {
            var decision = page.Locator("details[open] form").First;
            var isInclusion = (await decision.Locator("input[name=criterion]").GetAttributeAsync("value"))!.StartsWith("inclusion", StringComparison.Ordinal);
            await decision.Locator($"input[name=holds][value={(isInclusion ? "Y" : "N")}]").CheckAsync();
            await decision.Locator("input[name=source]").FillAsync("note of today");
            await decision.Locator("input[name=reason]").FillAsync("seen and examined");
            await decision.Locator("button").ClickAsync();
            await HeadingAsync(page, "Eligibility");
        }

        await page.FillAsync("#password", Password);
        await CheckAsync(page, "trial-eligibility", width, dark);
        await ClickAsync(page, "Sign");
        await page.GetByRole(AriaRole.Link, new() { Name = "Randomize", Exact = true }).ClickAsync();
        await CheckAsync(page, "trial-randomize", width, dark);
        await ClickAsync(page, "Randomize FR01-001 now");
        await HeadingAsync(page, "FR01-001 is randomized");
        (await page.ContentAsync()).ShouldContain("R0001");
        await CheckAsync(page, "trial-randomized", width, dark);

        await page.GetByRole(AriaRole.Link, new() { Name = "FR01-001", Exact = true }).ClickAsync();
        await CheckAsync(page, "trial-participant-randomized", width, dark);
        await page.GetByRole(AriaRole.Link, new() { Name = "What happened, in plain words" }).ClickAsync();
        await HeadingAsync(page, "What happened");
        await CheckAsync(page, "trial-history", width, dark);
    }

    private static async Task AskAsync(IPage page, Uri address, int width, bool dark)
    {
        var participant = new Uri(address, "/conduct/studies/NCT07264075/participants/FR01-001").ToString();
        await page.GotoAsync($"{participant}/forms/VS?visit=UNS&count=1");
        await page.FillAsync("#answer-DATE", Today);
        await page.FillAsync("#answer-WEIGHT", "170");
        await ClickAsync(page, "Save");
        await page.Locator("input[name='because-expected/WEIGHT']").WaitForAsync();
        await CheckAsync(page, "trial-asked-back", width, dark);
        await page.Locator("input[name='because-expected/WEIGHT']").FillAsync("weighed twice, with another scale");
        await ClickAsync(page, "Save with these reasons");
        await HeadingAsync(page, "FR01-001");
        await page.GetByRole(AriaRole.Link, new() { Name = "1 query", Exact = true }).ClickAsync();
        await page.GetByText("Ask about this entry").ClickAsync();
        await page.SelectOptionAsync("#field", "SYS");
        await page.FillAsync("#question", "Was the blood pressure not taken?");
        await ClickAsync(page, "Ask the site");
        await StateAsync(page, 2, "open");
        await CheckAsync(page, "trial-entry-queries", width, dark);
        await page.Locator("#query-2 textarea[id=answer-2]").FillAsync("It was not: the cuff was broken.");
        await page.Locator("#query-2").GetByRole(AriaRole.Button, new() { Name = "Answer" }).ClickAsync();
        await StateAsync(page, 2, "answered");
        await page.GotoAsync(new Uri(address, "/conduct/studies/NCT07264075/queries").ToString());
        await CheckAsync(page, "trial-queries", width, dark);
        foreach (var query in (int[])[1, 2])
        {
            await page.GotoAsync($"{participant}/entries/VS-2");
            await page.Locator($"#query-{query}").GetByRole(AriaRole.Button, new() { Name = "Close the query" }).ClickAsync();
            await StateAsync(page, query, "closed");
        }

        await page.GetByRole(AriaRole.Link, new() { Name = "History of Weight" }).ClickAsync();
        await HeadingAsync(page, "Weight");
        await CheckAsync(page, "trial-field-history", width, dark);
    }

    private static Task StateAsync(IPage page, int query, string state) => page.Locator($"#query-{query} h3 .state", new() { HasText = state }).WaitForAsync();

    private static async Task LockAsync(IPage page, Uri address, int width, bool dark)
    {
        var review = new Uri(address, "/conduct/studies/NCT07264075/participants/FR01-001/review").ToString();
        await page.GotoAsync(review);
        await CheckAsync(page, "trial-review", width, dark);
        await page.SelectOptionAsync("select[name=which]", "all");
        await page.SelectOptionAsync("select[name=act]", "verify");
        await ClickAsync(page, "Mark them");
        await page.GetByText("Nothing stands in the way").Or(page.GetByText("is not signed by an investigator")).First.WaitForAsync();
        await page.FillAsync("#password", "not the password at all");
        await ClickAsync(page, "Sign");
        await page.GetByText("nothing was signed").WaitForAsync();
        await page.FillAsync("#password", Password);
        await ClickAsync(page, "Sign");
        await page.GetByText("It holds for what is on record.").WaitForAsync();
        await ClickAsync(page, "Lock FR01-001");
        await page.GetByText("Nothing of FR01-001 changes any more.").WaitForAsync();
        await CheckAsync(page, "trial-locked", width, dark);
        await page.GotoAsync(new Uri(address, "/conduct/studies/NCT07264075/review").ToString());
        await CheckAsync(page, "trial-study-review", width, dark);
    }

    // The arm is whatever it is: the page prefills the dose, and says what else it is by.
    private static async Task TreatAsync(IPage page, int width, bool dark)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "FR01-001", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "The whole calendar" }).ClickAsync();
        await HeadingAsync(page, "Calendar of FR01-001");
        await CheckAsync(page, "trial-calendar", width, dark);
        await page.GetByRole(AriaRole.Link, new() { Name = "FR01-001", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Doses: the next" }).ClickAsync();
        await CheckAsync(page, "trial-doses", width, dark);
        await page.GetByRole(AriaRole.Link, new() { Name = "Record " }).First.ClickAsync();
        // A minute at midnight: the only one of today that has surely come, and far too short for the infusion.
        await page.FillAsync("#answer-START", $"{Today}T00:00");
        await page.FillAsync("#answer-END", $"{Today}T00:01");
        await CheckAsync(page, "trial-dose", width, dark);
        await ClickAsync(page, "Record it");
        await page.GetByRole(AriaRole.Alert).WaitForAsync();
        await CheckAsync(page, "trial-dose-refused", width, dark);
        await page.SelectOptionAsync("#answer-REASON", "ERROR");
        await page.FillAsync("#answer-WHY", "the pump was set wrongly");
        await ClickAsync(page, "Record it");
        await HeadingAsync(page, "Doses of FR01-001");
        (await page.ContentAsync()).ShouldContain("the pump was set wrongly");
        await CheckAsync(page, "trial-doses-given", width, dark);
        await page.GetByRole(AriaRole.Link, new() { Name = "1: The infusion of" }).ClickAsync();
        await HeadingAsync(page, "Deviation 1");
        await page.GetByText("Change what is said of it").ClickAsync();
        await CheckAsync(page, "trial-deviation", width, dark);
        await page.GetByRole(AriaRole.Link, new() { Name = "Deviations", Exact = true }).ClickAsync();
        await CheckAsync(page, "trial-deviations", width, dark);
        await page.GetByRole(AriaRole.Link, new() { Name = "Document a deviation" }).ClickAsync();
        await CheckAsync(page, "trial-new-deviation", width, dark);
    }

    private static async Task FailAsync(IPage page, Uri address, int width, bool dark)
    {
        await page.GotoAsync(new Uri(address, "/conduct/studies/NCT07264075").ToString());
        await ClickAsync(page, "Give a screening number");
        await HeadingAsync(page, "FR01-002");
        await page.GetByText("Record a screening failure").ClickAsync();
        await page.FillAsync("#failure-reason", "platelets too low");
        await page.Locator("input[name=criteria][value='inclusion-10.a.ii']").CheckAsync();
        await ClickAsync(page, "Record it");
        await HeadingAsync(page, "FR01-002");
        (await page.ContentAsync()).ShouldContain("platelets too low");
        await CheckAsync(page, "trial-screen-failure", width, dark);
        await page.GotoAsync(new Uri(address, "/conduct/studies/NCT07264075/protocol").ToString());
        await CheckAsync(page, "trial-protocol", width, dark);
    }

    private static async Task FillInAsync(IPage page, string form, (string Field, string Answer)[] answers, int width, bool dark)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = $"Fill in {form}, Screening" }).ClickAsync();
        await HeadingAsync(page, form);
        foreach (var (field, answer) in answers)
        {
            if (await page.Locator($"input[type=radio][name=answer-{field}]").CountAsync() > 0)
                await page.Locator($"input[name=answer-{field}][value={answer}]").CheckAsync();
            else if (await page.Locator($"select#answer-{field}").CountAsync() > 0)
                await page.Locator($"#answer-{field}").SelectOptionAsync(answer);
            else
                await page.FillAsync($"#answer-{field}", answer);
        }

        await CheckAsync(page, $"trial-form-{form.ToLowerInvariant().Replace(' ', '-')}", width, dark);
        await ClickAsync(page, "Save");
        await HeadingAsync(page, "FR01-001");
    }

    private static async Task SignInAsync(IPage page)
    {
        await page.GetByLabel("Username").FillAsync("ada");
        await page.GetByLabel("Your own name").FillAsync("Ada Admin");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Password);
        await page.GetByLabel("The password once more").FillAsync(Password);
        await page.Keyboard.PressAsync("Enter");
        await HeadingAsync(page, "Sign in");
        await page.GetByLabel("Username").FillAsync("ada");
        await page.GetByLabel("Password").FillAsync(Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/conduct");
    }

    // One person with all the roles that the way needs; who may do what alone is tested by the role walk.
    private static async Task GiveRolesAsync(IPage page, Uri address, params (string Role, string Site)[] roles)
    {
        foreach (var (role, site) in roles)
        {
            await page.GotoAsync(new Uri(address, "/conduct/people").ToString());
            await page.GetByRole(AriaRole.Link, new() { Name = "Ada Admin" }).Last.ClickAsync();
            await page.SelectOptionAsync("#role", role);
            await page.FillAsync("#site", site);
            await page.FillAsync("#grant-reason", "a study to be run by one person");
            await ClickAsync(page, "Give it");
        }
    }

    private static Task ClickAsync(IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    private static Task HeadingAsync(IPage page, string words) => page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = words }).WaitForAsync();

    private static async Task CheckAsync(IPage page, string name, int width, bool dark)
    {
        if (Environment.GetEnvironmentVariable("EQUIPOISE_LOOK") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}-{width}-{(dark ? "dark" : "light")}.png"), FullPage = true });
        await page.ShouldBeAccessibleAsync(name, width);
    }
}
