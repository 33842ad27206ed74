using System.Net;
using System.Text.Json;

namespace Equipoise.Web.Tests.Api;

/// <summary>Answers with many records: whole however large the records are, and not too many of them at once.</summary>
public sealed class LongPageTests(SiteUnderTest site) : IClassFixture<SiteUnderTest>
{
    private const int Turns = Equipoise.Web.Api.BulkTurns.AtOnce;

    [Fact]
    public async Task Long_pages_take_turns_and_short_ones_need_none()
    {
        var cancellation = TestContext.Current.CancellationToken;
        // More than sockets keep for a reader who does not read.
        await site.StoreAsync([Study(1, new string('x', 15_000_000)), .. Enumerable.Range(2, 60).Select(number => Study(number, "x"))]);

        var unread = new List<HttpResponseMessage>();
        for (var turn = 0; turn < Turns; turn++)
            unread.Add(await site.Client.GetAsync("/api/v2/studies?pageSize=100&sort=EnrollmentCount", HttpCompletionOption.ResponseHeadersRead, cancellation));

        string[] paths = ["/api/v2/studies?pageSize=100", "/api/v2/studies?pageSize=100&format=csv", "/api/v2/studies/download?format=json.zip"];
        foreach (var refused in await Task.WhenAll(paths.Select(path => site.Client.GetAsync(path, cancellation))))
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            refused.Headers.RetryAfter.ShouldNotBeNull();
            (await refused.Content.ReadAsStringAsync(cancellation)).ShouldStartWith("Other large answers are being sent now");
            refused.Dispose();
        }

        using var small = JsonDocument.Parse(await site.ApiAsync("/studies?pageSize=20"));
        small.RootElement.GetProperty("studies").GetArrayLength().ShouldBe(20);
        using var whole = JsonDocument.Parse(await unread[0].Content.ReadAsStreamAsync(cancellation));
        whole.RootElement.GetProperty("studies").GetArrayLength().ShouldBe(61);
        (await site.IdsAsync("sort=EnrollmentCount")).Count.ShouldBe(61);
        foreach (var response in unread)
            response.Dispose();
    }

    private static string Study(int number, string more) =>
        $$$$"""{"protocolSection":{"identificationModule":{"nctId":"NCT{{{{number:D8}}}}","briefTitle":"Study {{{{number}}}}"},"designModule":{"enrollmentInfo":{"count":{{{{number}}}}}}},"unknown":"{{{{more}}}}"}""";
}
