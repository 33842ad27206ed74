using System.Net;

namespace Equipoise.Web.Tests;

/// <summary>What every answer of the public site promises a browser.</summary>
public sealed class ResponseTests(SiteUnderTest site) : IClassFixture<SiteUnderTest>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/study/NCT07264075")]
    [InlineData("/study/nct07264075")]
    [InlineData("/nowhere")]
    [InlineData("/healthz")]
    public async Task No_answer_may_run_a_script_but_ours_load_from_elsewhere_or_be_framed(string path)
    {
        using var response = await site.Client.GetAsync(path, Cancellation);

        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("script-src 'self';");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe");
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        response.Headers.Contains("Set-Cookie").ShouldBeFalse();
        response.Headers.Contains("Server").ShouldBeFalse();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/study/NCT07264075")]
    public async Task Everything_a_page_loads_is_here_and_may_be_kept_for_good(string path)
    {
        var page = await site.ReadAsync(path);

        var addresses = page.QuerySelectorAll("link[rel=stylesheet], link[rel=icon]").Select(link => link.GetAttribute("href")!)
            .Concat(page.QuerySelectorAll("script[src]").Select(script => script.GetAttribute("src")!))
            .Concat(page.QuerySelectorAll("img[src]").Select(image => image.GetAttribute("src")!)).Distinct(StringComparer.Ordinal).ToList();
        addresses.ShouldContain(address => address.EndsWith(".js", StringComparison.Ordinal));
        addresses.ShouldContain(address => address.EndsWith(".svg", StringComparison.Ordinal));
        foreach (var address in addresses)
        {
            using var response = await site.Client.GetAsync(address, Cancellation);
            response.StatusCode.ShouldBe(HttpStatusCode.OK, address);
            response.Headers.CacheControl!.ToString().ShouldContain("immutable");
        }
    }

    [Fact]
    public async Task An_asset_of_another_version_is_not_found()
    {
        using var response = await site.Client.GetAsync("/assets/site.000000000000.css", Cancellation);

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task It_says_that_it_lives_and_is_ready()
    {
        (await site.Client.GetStringAsync("/healthz", Cancellation)).ShouldBe("alive\n");
        (await site.Client.GetStringAsync("/readyz", Cancellation)).ShouldBe("ready\n");
    }
}
