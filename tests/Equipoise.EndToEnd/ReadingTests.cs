using Microsoft.Playwright;

namespace Equipoise.EndToEnd;

/// <summary>A newcomer opens the site and reads a study.</summary>
public sealed class ReadingTests(Browser browser)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task From_the_first_page_to_the_criteria_of_ILLUMINE_with_and_without_scripts(bool javaScript)
    {
        await using var window = await browser.OpenAsync("/", Look.Desktop with { JavaScript = javaScript });
        var page = window.Page;

        await page.GetByLabel("Condition, treatment, sponsor, title or id").FillAsync("ivonescimab");
        await page.GetByRole(AriaRole.Button, new() { NameString = "Search" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { NameString = "ILLUMINE" }).ClickAsync();

        (await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync()).ShouldContain("(ILLUMINE)");
        (await page.Locator("#inclusion-8").GetByText("One or more lesions measurable by").IsVisibleAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task With_the_keyboard_alone()
    {
        await using var window = await browser.OpenAsync("/");
        var page = window.Page;

        await page.Keyboard.PressAsync("Tab");
        (await FocusedTextAsync(page)).ShouldBe("Skip to the content");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("ivonescimab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 2, NameString = "1 study for" })).ToBeVisibleAsync();
        for (var step = 0; step < 100 && !(await FocusedTextAsync(page)).Contains("(ILLUMINE)", StringComparison.Ordinal); step++)
            await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/study/NCT07264075/", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    [Theory]
    [InlineData("exclusion-2")]
    [InlineData("inclusion-10-c-ii")]
    public async Task A_link_to_a_criterion_leads_to_it_and_marks_it(string anchor)
    {
        await using var window = await browser.OpenAsync($"/study/NCT07264075#{anchor}", Look.Desktop with { JavaScript = false });
        var criterion = window.Page.Locator($"#{anchor}");

        await Assertions.Expect(criterion).ToBeInViewportAsync();
        await Assertions.Expect(criterion).ToHaveCSSAsync("outline-style", "solid");
    }

    [Fact]
    public async Task The_contents_stay_in_sight_while_reading()
    {
        await using var window = await browser.OpenAsync("/study/NCT07264075#record");

        await Assertions.Expect(window.Page.Locator(".contents")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task On_paper_nothing_stays_folded()
    {
        await using var window = await browser.OpenAsync("/study/NCT07264075");
        await window.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });

        await Assertions.Expect(window.Page.Locator("#criteria-verbatim .verbatim")).ToBeVisibleAsync();
        await Assertions.Expect(window.Page.Locator(".contents")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_dark_page_is_dark_and_a_light_one_light()
    {
        await using var dark = await browser.OpenAsync("/", Look.Desktop with { Dark = true });
        await using var light = await browser.OpenAsync("/", Look.Desktop);

        (await dark.Page.BrightnessAsync()).ShouldBeLessThan(64);
        (await light.Page.BrightnessAsync()).ShouldBeGreaterThan(192);
    }

    private static Task<string> FocusedTextAsync(IPage page) => page.EvaluateAsync<string>("document.activeElement.matches('a') ? document.activeElement.textContent : ''");
}
