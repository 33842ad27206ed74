using System.Net;
using System.Xml.Linq;

namespace Equipoise.Web.Tests;

public sealed class SitemapTests
{
    private static readonly XNamespace Sitemap = "http://www.sitemaps.org/schemas/sitemap/0.9";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Robots_find_every_study_with_the_day_of_its_last_update()
    {
        await using var site = new SiteUnderTest();
        await site.InitializeAsync();
        await site.PutAsync(
            Made.Study(2, updated: "2025-06-07", conditions: ["Asthma"], sites: [Made.Site("Côte d'Ivoire", null, "Abidjan", "A & B")]),
            Made.Study(1, updated: "2024-05-01"));

        var robots = await site.Client.GetStringAsync("/robots.txt", Cancellation);
        var index = await ReadAsync(site, new Uri(robots.Split('\n').Single(line => line.StartsWith("Sitemap: ", StringComparison.Ordinal))["Sitemap: ".Length..]));
        var listed = new List<XElement>();
        foreach (var part in index.Elements(Sitemap + "sitemap"))
            listed.AddRange((await ReadAsync(site, new Uri(part.Element(Sitemap + "loc")!.Value))).Elements(Sitemap + "url"));

        var addresses = listed.ToDictionary(url => new Uri(url.Element(Sitemap + "loc")!.Value), url => url.Element(Sitemap + "lastmod")?.Value);
        addresses.Where(url => url.Key.AbsolutePath.StartsWith("/study/", StringComparison.Ordinal)).Select(url => (url.Key.AbsolutePath, url.Value))
            .ShouldBe([("/study/NCT00000001/a-study", "2024-05-01"), ("/study/NCT00000002/a-study", "2025-06-07")]);
        foreach (var study in addresses.Keys.Where(url => url.AbsolutePath.StartsWith("/study/", StringComparison.Ordinal)))
            (await site.Client.GetAsync(study, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        addresses.Keys.Select(url => url.AbsolutePath).ShouldContain("/locations/C%C3%B4te%20d%27Ivoire");
        addresses.Keys.Select(url => url.AbsolutePath).ShouldContain("/conditions/a");
        robots.ShouldContain("Disallow: /search\n");
    }

    [Fact]
    public async Task Samples_are_not_for_robots()
    {
        await using var site = new SiteUnderTest();
        await site.InitializeAsync();

        (await site.Client.GetStringAsync("/sitemap.xml", Cancellation)).ShouldNotContain("studies-1");
        using var part = await site.Client.GetAsync("/sitemap/studies-1.xml", Cancellation);
        part.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var none = await site.Client.GetAsync("/sitemap/studies-0.xml", Cancellation);
        none.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<XElement> ReadAsync(SiteUnderTest site, Uri address)
    {
        address.GetLeftPart(UriPartial.Authority).ShouldBe(site.Client.BaseAddress!.GetLeftPart(UriPartial.Authority));
        return XElement.Parse(await site.Client.GetStringAsync(address, Cancellation));
    }
}
