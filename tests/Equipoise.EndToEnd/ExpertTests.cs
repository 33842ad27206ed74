using Microsoft.Playwright;

namespace Equipoise.EndToEnd;

/// <summary>A person writes a query in the box of the expert search.</summary>
public sealed class ExpertTests(Browser browser)
{
    [Fact]
    public async Task Names_of_areas_are_completed_by_keyboard_and_by_pointer()
    {
        await using var window = await browser.OpenAsync("/expert", Look.Desktop);
        var (page, box) = (window.Page, window.Page.Locator("#expr"));
        var list = page.GetByRole(AriaRole.Listbox, new() { NameString = "Areas and fields" });

        await box.PressSequentiallyAsync("heart AREA[overallst");
        await Assertions.Expect(list).ToBeVisibleAsync();
        await Assertions.Expect(list.Locator("[aria-selected=true]")).ToContainTextAsync("OverallStatus");
        await box.PressAsync("Enter");
        await box.PressSequentiallyAsync("RECRUITING AND AREA[Lead");
        await box.PressAsync("ArrowDown");
        await box.PressAsync("Tab");
        await Assertions.Expect(list).ToBeHiddenAsync();

        (await box.InputValueAsync()).ShouldMatch(@"^heart AREA\[OverallStatus\]RECRUITING AND AREA\[LeadSponsor[A-Z][a-z]+\]$");
        await box.FillAsync("");
        await box.PressSequentiallyAsync("AREA[StartDa");
        await list.GetByRole(AriaRole.Option).First.ClickAsync();
        (await box.InputValueAsync()).ShouldBe("AREA[StartDate]");
    }

    [Fact]
    public async Task The_list_of_names_closes_and_leaves_the_box_as_it_is()
    {
        await using var window = await browser.OpenAsync("/expert", Look.Desktop);
        var (box, list) = (window.Page.Locator("#expr"), window.Page.Locator("#expr-areas"));

        await box.PressSequentiallyAsync("AREA[Phas");
        await Assertions.Expect(list).ToBeVisibleAsync();
        await box.PressAsync("Escape");

        await Assertions.Expect(list).ToBeHiddenAsync();
        (await box.InputValueAsync()).ShouldBe("AREA[Phas");
        await box.PressSequentiallyAsync("e]PHASE3");
        await Assertions.Expect(list).ToBeHiddenAsync();
        await box.PressAsync("Enter");
        (await box.InputValueAsync()).ShouldBe("AREA[Phase]PHASE3\n");
    }
}
