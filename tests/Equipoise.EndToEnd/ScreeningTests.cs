using Microsoft.Playwright;

namespace Equipoise.EndToEnd;

/// <summary>A person asks whether a study may fit; a professional judges a record. Neither needs a script.</summary>
public sealed class ScreeningTests(Browser browser)
{
    private const string Table = "patient,fact,name,value,unit,date\nann,birthDate,,1960-05-17\nann,performanceStatus,ecog,2,,2026-11-20\nann,measurement,hemoglobin,11,g/dL,2026-11-18\n";

    [Fact]
    public async Task From_the_study_page_through_the_questions_to_an_answer_of_which_the_address_knows_nothing()
    {
        await using var window = await browser.OpenAsync("/study/NCT07264075", Look.Desktop with { JavaScript = false });
        var page = window.Page;

        await page.GetByRole(AriaRole.Link, new() { NameString = "May this study fit you?" }).ClickAsync();
        await page.GetByLabel("Age in years").FillAsync("85");
        await page.GetByRole(AriaRole.Button, new() { NameString = "See what this comes to" }).ClickAsync();

        await Assertions.Expect(page.Locator("#outcome")).ToHaveTextAsync("This study does not seem to fit you");
        new Uri(page.Url).PathAndQuery.ShouldBe("/screen/NCT07264075");
        (await page.Context.CookiesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Going_back_from_the_answer_leads_to_the_questions_with_what_was_said()
    {
        await using var window = await browser.OpenAsync("/screen/NCT07264075", Look.Desktop);
        var page = window.Page;
        await page.GetByLabel("Age in years").FillAsync("85");
        await page.GetByRole(AriaRole.Button, new() { NameString = "See what this comes to" }).ClickAsync();
        await Assertions.Expect(page.Locator("#outcome")).ToHaveTextAsync("This study does not seem to fit you");
        new Uri(page.Url).PathAndQuery.ShouldBe("/screen/NCT07264075");

        await page.GoBackAsync();

        await Assertions.Expect(page.GetByLabel("Age in years")).ToHaveValueAsync("85");
        await Assertions.Expect(page.Locator("#questions")).ToBeInViewportAsync();
    }

    [Theory]
    [InlineData(390, false)]
    [InlineData(390, true)]
    [InlineData(1280, false)]
    [InlineData(1280, true)]
    public async Task The_verdicts_on_a_record_can_be_filtered_and_read_by_everybody(int width, bool dark)
    {
        await using var window = await browser.OpenAsync("/screen?study=NCT07264075", new Look(width, dark));
        var page = window.Page;
        await page.Locator("#record").SetInputFilesAsync(new FilePayload { Name = "ann.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(Table) });
        await page.GetByRole(AriaRole.Button, new() { NameString = "Judge" }).First.ClickAsync();
        var all = await page.Locator(".verdict-table tbody tr:visible").CountAsync();

        await page.GetByLabel("Failed").CheckAsync();

        all.ShouldBeGreaterThan(20);
        (await page.Locator(".verdict-table tbody tr:visible").CountAsync()).ShouldBe(1);
        await page.ShouldBeAccessibleAsync("verdicts", width);
    }
}
