using System.IO.Compression;
using System.Net;

namespace Equipoise.Web.Tests;

/// <summary>What stands around every page.</summary>
public sealed class FrameTests(SiteUnderTest site) : IClassFixture<SiteUnderTest>
{
    private const int Kilobyte = 1024;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/search")]
    [InlineData("/about")]
    [InlineData("/saved")]
    [InlineData("/nowhere")]
    public async Task Every_page_leads_to_the_same_places(string path)
    {
        using var response = await site.Client.GetAsync(path, Cancellation);
        var page = await SiteUnderTest.ParseAsync(response);

        page.QuerySelectorAll("nav.menu a").Select(link => (link.TextContent, link.GetAttribute("href")))
            .ShouldBe([("Find", "/search"), ("Conditions", "/conditions"), ("Locations", "/locations"), ("Glossary", "/glossary"), ("Saved", "/saved")]);
        page.QuerySelectorAll("footer a[href='/about']").ShouldNotBeEmpty();
        page.QuerySelectorAll("footer a").Select(link => (link.TextContent, link.GetAttribute("href"))).ShouldContain(("Find clinical trials", "/"));
    }

    [Fact]
    public async Task The_page_about_the_site_names_source_limits_privacy_and_licenses()
    {
        var page = await site.ReadAsync("/about");

        page.QuerySelectorAll("h2").Select(heading => heading.Id).ShouldBe(["sources", "limits", "privacy", "licenses"]);
        page.Body!.TextContent.ShouldContain("Natural Earth");
        page.QuerySelector("#privacy + ul")!.TextContent.ShouldStartWith("The public pages have no accounts, no cookies");
        page.Body!.TextContent.ShouldContain("samples that come with Equipoise");
    }

    [Fact]
    public async Task Styles_and_script_stay_small()
    {
        var (styles, scripts) = (0L, 0L);
        var page = await site.ReadAsync("/locations");
        foreach (var style in page.QuerySelectorAll("link[rel=stylesheet]"))
            styles += await CompressedAsync(style.GetAttribute("href")!);
        foreach (var script in page.QuerySelectorAll("script[src]"))
            scripts += await CompressedAsync(script.GetAttribute("src")!);

        styles.ShouldBeInRange(1, 20 * Kilobyte);
        scripts.ShouldBeInRange(1, 20 * Kilobyte);
    }

    [Theory]
    [InlineData("br", "/")]
    [InlineData("gzip", "/")]
    [InlineData("br", "/search.csv")]
    [InlineData("gzip", "/metrics")]
    public async Task Pages_and_data_are_sent_small_to_who_can_read_that(string encoding, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptEncoding.ParseAdd(encoding);
        using var response = await site.Client.SendAsync(request, Cancellation);

        response.Content.Headers.ContentEncoding.ShouldBe([encoding]);
        response.Headers.Vary.ShouldContain("Accept-Encoding");
        await using var stream = await response.Content.ReadAsStreamAsync(Cancellation);
        await using Stream plain = encoding == "br" ? new BrotliStream(stream, CompressionMode.Decompress) : new GZipStream(stream, CompressionMode.Decompress);
        (await new StreamReader(plain).ReadToEndAsync(Cancellation)).Length.ShouldBeGreaterThan(500);
    }

    private async Task<long> CompressedAsync(string address)
    {
        using var response = await site.Client.GetAsync(address, Cancellation);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, address);
        using var small = new MemoryStream();
        await using (var gzip = new GZipStream(small, CompressionLevel.Optimal, leaveOpen: true))
            await response.Content.CopyToAsync(gzip, Cancellation);
        return small.Length;
    }
}
