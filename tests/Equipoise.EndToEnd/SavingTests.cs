using Microsoft.Playwright;

namespace Equipoise.EndToEnd;

/// <summary>A reader keeps studies, hands the list on, and compares.</summary>
public sealed class SavingTests(Browser browser)
{
    private const string First = "SYN00000001";
    private const string Second = "SYN00000002";

    [Fact]
    public async Task A_saved_study_is_counted_on_every_page_and_stands_in_the_list_until_it_is_let_go()
    {
        await using var window = await browser.OpenAsync($"/saved?ids={First},{Second}");
        var page = window.Page;

        await page.Locator($"[data-save={First}]").ClickAsync();
        await page.GotoAsync("/about");

        await Assertions.Expect(page.Locator("[data-saved-count]")).ToHaveTextAsync(" 1");
        await page.GetByRole(AriaRole.Link, new() { NameString = "Saved" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/saved\\?ids={First}$", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
        var button = page.Locator($"[data-save={First}]");
        await Assertions.Expect(button).ToHaveAttributeAsync("aria-pressed", "true");
        await button.ClickAsync();
        await Assertions.Expect(button).ToHaveAttributeAsync("aria-pressed", "false");
        await Assertions.Expect(page.Locator("[data-saved-count]")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_list_is_filled_from_the_browser_and_takes_in_one_that_somebody_has_sent()
    {
        await using var window = await browser.OpenAsync($"/saved?ids={First},{Second}");
        var page = window.Page;

        await page.GetByRole(AriaRole.Button, new() { NameString = "Add these to my saved studies" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-said]")).ToHaveTextAsync("Added to your saved studies.");
        await page.GotoAsync("/saved");

        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"ids={First},{Second}$", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
        (await page.Locator(".result h3").CountAsync()).ShouldBe(2);
        await page.GetByRole(AriaRole.Button, new() { NameString = "Clear my list" }).ClickAsync();
        await Assertions.Expect(page.GetByText("No study is in this list yet.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_somebody_else_wrote_into_the_storage_does_no_harm()
    {
        await using var window = await browser.OpenAsync("/about");
        var page = window.Page;

        foreach (var stored in new[] { "not JSON", "{\"a\":1}", "[1,null,\"<b>\",\"NCT1\",\"SYN00000001\",\"SYN00000001\"]" })
        {
            await page.EvaluateAsync("text => localStorage.setItem('equipoise.saved', text)", stored);
            await page.GotoAsync("/about");
        }

        await Assertions.Expect(page.Locator("[data-saved-count]")).ToHaveTextAsync(" 1");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Results_are_ticked_and_compared_with_and_without_scripts(bool javaScript)
    {
        await using var window = await browser.OpenAsync("/search", Look.Desktop with { JavaScript = javaScript });
        var page = window.Page;

        (await page.Locator("[data-save]").First.IsVisibleAsync()).ShouldBe(javaScript);
        await page.Locator("input[form=compare]").Nth(0).CheckAsync();
        await page.Locator("input[form=compare]").Nth(1).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { NameString = "Compare the chosen" }).ClickAsync();

        (await page.Locator("table.compared thead th[scope=col]").CountAsync()).ShouldBe(3);
    }
}
