using Microsoft.Playwright;

namespace Equipoise.EndToEnd.Conduct;

/// <summary>From the first link to somebody else's account, and each page on the way under axe.</summary>
public sealed class AccountTests(Browser browser)
{
    private const string Password = "correct horse battery";

    public static TheoryData<int, bool> Looks => new() { { 1280, false }, { 1280, true }, { 390, false }, { 390, true } };

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task The_first_administrator_sets_up_invites_somebody_and_makes_a_token(int width, bool dark)
    {
        using var data = new TemporaryFolder();
        await using var program = await RunningProgram.ServeAsync("--data", data.Path);
        await using var window = await browser.OpenAsync(program.Announcement.GetProperty("setup").GetString()!, new Look(width, dark));
        var page = window.Page;

        await SetUpAsync(page, width, dark);
        await page.GotoAsync(new Uri(program.Address, "/conduct/people").ToString());

        await CheckAsync(page, "conduct-people", width, dark);
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Invite somebody" }).ClickAsync();
        await HeadingAsync(page, "Invite somebody");
        await CheckAsync(page, "conduct-invite", width, dark);
        await page.GetByLabel("Their own name").FillAsync("Kim Berg");
        await page.GetByLabel("Username").FillAsync("kim");
        await page.GetByLabel("Role").SelectOptionAsync("Monitor");
        await page.GetByLabel("Username").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await HeadingAsync(page, "Pass this link on");
        await CheckAsync(page, "conduct-invited", width, dark);

        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "People" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Kim Berg" }).ClickAsync();
        await HeadingAsync(page, "Kim Berg");
        (await page.ContentAsync()).ShouldContain("Monitor");
        await CheckAsync(page, "conduct-person", width, dark);

        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Ada Admin" }).ClickAsync();
        await HeadingAsync(page, "Ada Admin");
        await CheckAsync(page, "conduct-mine", width, dark);
        await page.GetByLabel("Name", new PageGetByLabelOptions { Exact = true }).FillAsync("Laboratory import");
        await page.GetByLabel("Read studies").CheckAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Make a token" }).ClickAsync();
        await HeadingAsync(page, "Keep this token now");
        (await page.ContentAsync()).ShouldContain("eqp_");
        await CheckAsync(page, "conduct-token", width, dark);
    }

    private static async Task SetUpAsync(IPage page, int width, bool dark)
    {
        await CheckAsync(page, "conduct-setup", width, dark);
        await page.GetByLabel("Username").FillAsync("ada");
        await page.GetByLabel("Your own name").FillAsync("Ada Admin");
        await page.GetByLabel("Password", new PageGetByLabelOptions { Exact = true }).FillAsync(Password);
        await page.GetByLabel("The password once more").FillAsync(Password);
        await page.Keyboard.PressAsync("Enter");

        await HeadingAsync(page, "Sign in");
        await CheckAsync(page, "conduct-sign-in", width, dark);
        await page.GetByLabel("Username").FillAsync("ada");
        await page.GetByLabel("Password").FillAsync(Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/conduct");
    }

    private static Task HeadingAsync(IPage page, string words) =>
        page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1, Name = words }).WaitForAsync();

    private static async Task CheckAsync(IPage page, string name, int width, bool dark)
    {
        if (Environment.GetEnvironmentVariable("EQUIPOISE_LOOK") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}-{width}-{(dark ? "dark" : "light")}.png"), FullPage = true });
        await page.ShouldBeAccessibleAsync(name, width);
    }
}
