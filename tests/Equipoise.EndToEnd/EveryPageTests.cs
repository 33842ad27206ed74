using Microsoft.Playwright;

namespace Equipoise.EndToEnd;

/// <summary>What holds for every page, wide and narrow, light and dark.</summary>
public sealed class EveryPageTests(Browser browser)
{
    public static TheoryData<string, string, int> Pages => PageKinds.InEveryWidth;

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task It_meets_WCAG_2_2_AA_as_far_as_axe_can_tell_and_nothing_is_cut_off_light_or_dark(string name, string path, int width)
    {
        await using var window = await browser.OpenAsync(path, new Look(width, Dark: false));
        var page = window.Page;

        await page.ShouldBeAccessibleAsync($"{name}, light", width);
        await KeepPictureAsync(page, name, new Look(width, Dark: false));

        var light = await page.BrightnessAsync();
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        (await page.BrightnessAsync()).ShouldBeLessThan(light / 2, $"{name} is as dark as it is light");
        await page.ShouldBeAccessibleInOtherColorsAsync($"{name}, dark");
        await page.ShouldFitAsync($"{name}, dark", width);
        await KeepPictureAsync(page, name, new Look(width, Dark: true));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/search")]
    [InlineData("/locations")]
    [InlineData("/compare?ids=NCT07264075&ids=SYN00000001&ids=SYN00000002")]
    [InlineData("/saved?ids=NCT07264075")]
    [InlineData("/study/NCT07264075")]
    [InlineData($"/study/{PageKinds.WholeStudy}")]
    public async Task It_fits_a_window_of_320_pixels(string path)
    {
        await using var window = await browser.OpenAsync(path, new Look(320, Dark: false));

        await window.Page.ShouldFitAsync(path, 320);
    }

    [Theory]
    [InlineData("/expert")]
    [InlineData("/use-the-api")]
    public async Task Examples_have_room_in_a_wide_window(string path)
    {
        await using var window = await browser.OpenAsync(path);

        // An address or a query of some sixty signs takes two lines, not one a syllable.
        (await window.Page.EvaluateAsync<double>("Math.max(...[...document.querySelectorAll('.results-table tbody td:first-child')].map(cell => cell.clientHeight))")).ShouldBeLessThan(80);
    }

    [Theory]
    [InlineData("/search?q=cancer&view=table")]
    [InlineData("/search?q=cancer&view=table&near=Boston&radius=800")]
    public async Task The_table_of_results_fits_a_wide_window_without_scrolling(string path)
    {
        await using var window = await browser.OpenAsync(path);

        (await window.Page.Locator(".results-table tbody tr").CountAsync()).ShouldBeGreaterThan(5);
        (await window.Page.EvaluateAsync<int>("(box => box.scrollWidth - box.clientWidth)(document.querySelector('.results .scroll'))")).ShouldBe(0);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/search")]
    [InlineData("/locations")]
    [InlineData("/compare?ids=NCT07264075&ids=SYN00000001&ids=SYN00000002")]
    [InlineData("/saved?ids=NCT07264075")]
    [InlineData("/study/NCT07264075")]
    [InlineData("/glossary")]
    public async Task It_asks_no_other_origin_for_anything_and_the_browser_has_nothing_to_complain_of(string path)
    {
        await using var window = await browser.OpenAsync("about:blank");
        var page = window.Page;
        var (requests, complaints) = (new List<string>(), new List<string>());
        page.Request += (_, request) => requests.Add(new Uri(request.Url).Authority);
        page.Console += (_, message) => complaints.Add(message.Text);
        page.PageError += (_, failure) => complaints.Add(failure);

        await page.GotoAsync(path, new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });

        requests.Distinct(StringComparer.Ordinal).ShouldBe([new Uri(page.Url).Authority]);
        complaints.ShouldBeEmpty();
    }

    // ./test --screenshots keeps what the browser showed of the pages that the documents picture.
    private static async Task KeepPictureAsync(IPage page, string name, Look look)
    {
        if (Environment.GetEnvironmentVariable("EQUIPOISE_SCREENSHOTS") is not { Length: > 0 } folder || !PageKinds.Pictured.Contains(name))
            return;
        // The results stand below what every study has.
        if (string.Equals(name, PageKinds.StudyWithResults, StringComparison.Ordinal))
            await page.EvaluateAsync("document.getElementById('results').scrollIntoView({ behavior: 'instant' })");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}-{look}.png") });
    }
}
