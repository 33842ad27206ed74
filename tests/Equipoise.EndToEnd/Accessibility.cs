using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Equipoise.EndToEnd;

/// <summary>What axe finds against WCAG 2.2 AA and good practice on a page as it is shown.</summary>
/// <remarks>axe runs in the page itself: the package's own way of running it opens a second page to gather what the frames of a page
/// say, and no page here has frames.</remarks>
internal static class Accessibility
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private static readonly object EveryRule = new { type = "tag", values = new[] { "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice" } };

    // The other rules look at what colors do not change.
    private static readonly object RulesOfColor = new { type = "rule", values = new[] { "color-contrast", "link-in-text-block" } };

    /// <summary>Holds a page against every rule, and its width against that of its window.</summary>
    public static async Task ShouldBeAccessibleAsync(this IPage page, string name, int width)
    {
        (await page.QuerySelectorAllAsync("iframe, frame")).ShouldBeEmpty(name);
        await page.EvaluateAsync(Axe);
        await RunAsync(page, name, EveryRule);
        await page.ShouldFitAsync(name, width);
    }

    /// <summary>Holds a page that was held against every rule against those of color once more, for it has other colors now.</summary>
    public static Task ShouldBeAccessibleInOtherColorsAsync(this IPage page, string name) => RunAsync(page, name, RulesOfColor);

    /// <summary>Nothing is cut off at the side.</summary>
    public static async Task ShouldFitAsync(this IPage page, string name, int width) =>
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width, name);

    /// <summary>How bright the page's ground is, from 0 to 255.</summary>
    public static Task<int> BrightnessAsync(this IPage page) =>
        page.EvaluateAsync<int>("Math.max(...getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number))");

    private static async Task RunAsync(IPage page, string name, object rules)
    {
        var violations = await page.EvaluateAsync<string[]>(
            """
            async rules => {
              const result = await axe.run(document, { runOnly: rules, resultTypes: ['violations'] });
              if (result.passes.length === 0) return ['axe found no rule to apply'];
              return result.violations.map(violation => `${violation.id}: ${violation.help}: ${violation.nodes.map(node => node.html).join(', ')}`);
            }
            """,
            rules);
        violations.ShouldBeEmpty(name);
    }
}
