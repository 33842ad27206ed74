using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Equipoise.EndToEnd;

/// <summary>What holds for every page, wide and narrow, light and dark.</summary>
public sealed class EveryPageTests(Browser browser)
{
    public static TheoryData<string, string, int, bool> Pages => PageKinds.InEveryLook;

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task It_meets_WCAG_2_2_AA_as_far_as_axe_can_tell(string name, string path, int width, bool dark)
    {
        await using var window = await browser.OpenAsync(path, new Look(width, dark));
        var page = window.Page;

        var result = await page.RunAxe(new AxeRunOptions
        {
            RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
        });

        result.Passes.ShouldNotBeEmpty();
        result.Violations.Select(violation => $"{name}: {violation.Id}: {violation.Help}: {string.Join(", ", violation.Nodes.Select(node => node.Html))}").ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Nothing_is_cut_off_at_the_side(string name, string path, int width, bool dark)
    {
        await using var window = await browser.OpenAsync(path, new Look(width, dark));
        var page = window.Page;
        await KeepPictureAsync(page, name, new Look(width, dark));

        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
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
        var page = window.Page;

        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(320);
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
