using System.Text.Json;

namespace Equipoise.Web.Tests;

public sealed class ExportLimitTests(SiteUnderTest site) : IClassFixture<SiteUnderTest>
{
    [Fact]
    public async Task A_file_that_cannot_hold_all_studies_says_so()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await site.PutAsync(Enumerable.Range(1, 10_001).Select(number => Made.Study(number)));

        using var response = await site.Client.GetAsync("/search.json", cancellation);

        response.Headers.GetValues("X-Total-Count").ShouldBe(["10001"]);
        response.Headers.GetValues("X-Result-Limit").ShouldBe(["10000"]);
        using var json = JsonDocument.Parse(await response.Content.ReadAsStreamAsync(cancellation));
        json.RootElement.GetProperty("totalCount").GetInt32().ShouldBe(10_001);
        json.RootElement.GetProperty("limit").GetInt32().ShouldBe(10_000);
        json.RootElement.GetProperty("studies").GetArrayLength().ShouldBe(10_000);
        (await site.ReadAsync("/search")).QuerySelector(".take-along")!.TextContent.ShouldContain("the first 10,000 of the 10,001 studies");
    }
}
