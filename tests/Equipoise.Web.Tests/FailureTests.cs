using System.Net;

namespace Equipoise.Web.Tests;

/// <summary>The database fails under a running site.</summary>
public sealed class FailureTests(SiteUnderTest site) : IClassFixture<SiteUnderTest>
{
    [Fact]
    public async Task A_failure_is_a_page_in_plain_words_without_a_stack_trace_and_the_site_says_it_is_not_ready()
    {
        var cancellation = TestContext.Current.CancellationToken;
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(site.DatabasePath)!))
            await File.WriteAllBytesAsync(file, new byte[8192], cancellation);

        using var page = await site.Client.GetAsync("/", cancellation);
        using var ready = await site.Client.GetAsync("/readyz", cancellation);

        page.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        var document = await SiteUnderTest.ParseAsync(page);
        document.QuerySelector("h1")!.TextContent.ShouldBe("Something went wrong on our side");
        document.Body!.TextContent.ShouldContain("request id");
        document.Body!.TextContent.ShouldNotContain("Exception");
        document.Body!.TextContent.ShouldNotContain(site.DatabasePath);
        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await ready.Content.ReadAsStringAsync(cancellation)).ShouldBe("not ready: the registry database cannot be read\n");
    }
}
